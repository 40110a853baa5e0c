/** Copies text, even where a page opened from a file may not use the clipboard, and saves files. */
import type { App } from "./app";
import { button, h } from "./dom";

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", { class: "unseen", readonly: true, tabindex: -1 });
    field.value = text;
    const active = document.activeElement as HTMLElement | null;
    document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    field.remove();
    active?.focus({ preventScroll: true });
    return done;
  }
}

/** A button that copies the result of `text` and confirms it. */
export function copyButton(
  app: App,
  label: string,
  text: () => string,
  attributes: Record<string, string> = {},
): HTMLButtonElement {
  return button(
    label,
    (event) => {
      const pressed = event.currentTarget as HTMLButtonElement;
      void copy(text()).then((done) => {
        app.announce(app.say(done ? "copied" : "copyFailed"));
        pressed.textContent = app.say(done ? "copied" : "copyFailed");
        setTimeout(() => (pressed.textContent = label), done ? 1600 : 6000);
      });
    },
    { class: "word", ...attributes },
  );
}

/** Offers content as a file. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
