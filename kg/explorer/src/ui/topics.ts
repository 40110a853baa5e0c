/** The topics of the question library in both languages; an unlisted topic is shown by its name. */
import type { Both, Lang } from "../ledger/types";

const TOPICS: Record<string, Both> = {
  companies: { en: "Companies", zh: "公司" },
  investors: { en: "Investors", zh: "投资方" },
  products: { en: "Products", zh: "产品" },
  customers: { en: "Customers", zh: "客户" },
  markets: { en: "Markets", zh: "市场" },
  listings: { en: "Listings", zh: "上市" },
  measures: { en: "Quantities", zh: "指标" },
  people: { en: "People", zh: "人物" },
  policies: { en: "Policies", zh: "政策" },
  evidence: { en: "Evidence", zh: "证据" },
  conflicts: { en: "Conflicts", zh: "冲突" },
  names: { en: "Names", zh: "名称" },
  network: { en: "Connections", zh: "联系" },
};

export const topicWord = (topic: string, lang: Lang): string =>
  (Object.hasOwn(TOPICS, topic) ? TOPICS[topic]?.[lang] : undefined) ?? topic;
