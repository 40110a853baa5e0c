/**
 * A field that finds entities by any name, with a list below it (a WAI-ARIA combobox). Used for the search and for
 * both ends of a path.
 */
import type { App } from "./app";
import { h, newId } from "./dom";

export interface Choice {
  key: string;
  /** the content of the list item */
  content: readonly (Node | string)[];
  choose(): void;
}
export interface Picker {
  element: HTMLElement;
  input: HTMLInputElement;
  close(): void;
}
export interface PickerOptions {
  id: string;
  label: () => string;
  hint: () => string;
  /** matches of a query, best first */
  find: (query: string) => Choice[];
  /** announced if nothing matches */
  none: (query: string) => string;
  /** announced with the number of matches */
  count: (n: number) => string;
  typed?: (query: string) => void;
  after?: Node;
}

/** Makes the field; `dress` updates its texts to the page's language. */
export function makePicker(app: App, options: PickerOptions): Picker & { dress(): void } {
  const listId = newId("list");
  const input = h("input", {
    id: options.id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": listId,
  });
  const list = h("ul", { id: listId, role: "listbox", class: "choices", hidden: true });
  const nothing = h("p", { class: "choices nothing", hidden: true });
  const element = h("div", { class: "picker" }, input, options.after, list, nothing);
  let choices: Choice[] = [];
  let at = -1;

  function dress(): void {
    for (const [name, text] of [
      ["placeholder", options.hint()],
      ["aria-label", options.label()],
    ] as const)
      input.setAttribute(name, text);
    list.setAttribute("aria-label", app.say("results"));
  }

  function show(open: boolean): void {
    list.hidden = !open || choices.length === 0;
    nothing.hidden = !open || choices.length > 0 || !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) input.removeAttribute("aria-activedescendant");
  }

  function stand(next: number): void {
    at = next;
    for (const [place, option] of [...list.children].entries())
      option.setAttribute("aria-selected", String(place === at));
    const option = list.children[at];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView?.({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function look(): void {
    const query = input.value;
    choices = query.trim() ? options.find(query) : [];
    nothing.textContent = options.none(query);
    list.replaceChildren(
      ...choices.map((choice, place) =>
        h(
          "li",
          {
            role: "option",
            id: `${listId}-${place}`,
            "aria-selected": "false",
            "data-key": choice.key,
            onpointerdown: (event: PointerEvent) => event.preventDefault(),
            onclick: () => pick(place),
          },
          ...choice.content,
        ),
      ),
    );
    show(true);
    stand(choices.length ? 0 : -1);
    if (query.trim()) app.announce(choices.length ? options.count(choices.length) : options.none(query));
  }

  function pick(place: number): void {
    const choice = choices[place];
    if (!choice) return;
    show(false);
    choice.choose();
  }

  input.addEventListener("input", () => {
    options.typed?.(input.value);
    look();
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => show(false));
  input.addEventListener("click", () => input.value.trim() && list.hidden && look());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // keys belong to the input method while composing
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) look();
      else stand((at + (event.key === "ArrowDown" ? 1 : choices.length - 1)) % choices.length);
    } else if (event.key === "Enter") {
      if (!open) look();
      if (!list.hidden) pick(at);
    } else if (event.key === "Escape" && (open || !nothing.hidden)) show(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  dress();
  return { element, input, close: () => show(false), dress };
}
