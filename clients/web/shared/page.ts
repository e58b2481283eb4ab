/** What the server wrote into the page for its script, and the addresses that follow from it. */

import { loadDictionary } from "./i18n";
import { Line } from "./socket";

export interface Page {
  readonly event: string;
  readonly lang: string;
  /** Whose page this is; `null` for a spectator's. */
  readonly person: string | null;
}

/** Read the page's data and fetch its words. */
export async function openPage(): Promise<Page> {
  const { event, dictionary, person } = document.body.dataset;
  const lang = document.documentElement.lang;
  if (event === undefined || dictionary === undefined) throw new Error("not a page of an event");
  await loadDictionary(lang, dictionary);
  return { event, lang, person: person ?? null };
}

/** The line of this page, as its person or as a spectator. */
export function openLine(page: Page): Line {
  const address = new URL(`/e/${page.event}/ws`, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  if (page.person !== null) address.searchParams.set("as", page.person);
  return new Line(address.href, mayStay);
}

/** False once the server says that this page is not for us any more: the link behind it was withdrawn. */
async function mayStay(): Promise<boolean> {
  try {
    return (await fetch(location.pathname, { method: "HEAD" })).status !== 403;
  } catch {
    return true; // nobody answers: that says nothing
  }
}

/** An address within the event, in the page's language. */
export function href(page: Page, path: string): string {
  return `/e/${page.event}/${path}`;
}
