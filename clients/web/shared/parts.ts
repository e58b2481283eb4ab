/**
 * Parts of a page that the server renders: an element with `data-part` is fetched again when the event says that
 * what it shows has changed. So a table has one renderer, on the server.
 *
 * `data-part` is the address, `data-after` the kinds of news that change the part, `data-version` the version of
 * the event it was rendered from. An answer that is a whole page gives its element of the same id.
 */

import { effect } from "@preact/signals";
import type { EventNews } from "./event";
import type { EventSnapshot } from "./protocol";
import type { Line } from "./socket";

/** Readers do not all ask in the same moment. */
const SPREAD = 1_500;
/** Pauses after an answer that did not come: doubled each time. */
const RETRY = { first: 2_000, most: 60_000 };

interface Part {
  readonly element: HTMLElement;
  readonly url: string;
  readonly after: ReadonlySet<string>;
  /** Of the event, as the page shows it. */
  version: number;
  /** Of the news that asks for more. */
  wanted: number;
  failures: number;
  /** Of the newest request: the answer to one before it comes too late. */
  request: number;
  /** When the part is asked for next, and by which timer; `due` is infinite while nothing is planned. */
  due: number;
  timer?: number;
}

function partsOf(root: ParentNode): Part[] {
  return Array.from(root.querySelectorAll<HTMLElement>("[data-part]"), (element) => {
    const { part = "", after = "", version } = element.dataset;
    const shown = Number(version);
    const state = { version: shown, wanted: shown, failures: 0, request: 0, due: Infinity };
    return { element, url: part, after: new Set(after.split(" ")), ...state };
  });
}

/** The server's answer for this element; `null` if none came. */
async function fetched({ element, url }: Part): Promise<Element | null> {
  try {
    const response = await fetch(url); // the browser's own cache asks with the ETag
    if (!response.ok) return null;
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    return answer.getElementById(element.id) ?? answer.body;
  } catch {
    return null;
  }
}

/** Keep the page's parts fresh; returns what to call with each message of the event's room. */
export function keepParts(
  line: Line,
  replaced: (element: HTMLElement) => void = () => undefined,
): (news: EventNews | EventSnapshot) => void {
  const parts = partsOf(document);
  const renew = async (part: Part) => {
    const { wanted } = part;
    part.due = Infinity;
    part.request += 1;
    const request = part.request;
    const fresh = await fetched(part);
    if (request !== part.request) return;
    if (fresh === null) {
      plan(part, Math.min(RETRY.most, RETRY.first * 2 ** part.failures));
      part.failures += 1;
      return;
    }
    part.failures = 0;
    part.version = wanted;
    part.element.replaceChildren(...fresh.childNodes);
    replaced(part.element);
  };
  const plan = (part: Part, within: number) => {
    const wait = within * (0.25 + 0.75 * Math.random());
    const due = performance.now() + wait;
    if (due >= part.due) return; // a stream of news may not put it off
    clearTimeout(part.timer);
    part.due = due;
    part.timer = setTimeout(() => void renew(part), wait);
  };
  effect(() => {
    if (line.hello.value === null) return;
    // A table is not told again to those who were away when it changed.
    for (const part of parts) if (part.after.has("standings")) plan(part, SPREAD);
  });
  return (news) => {
    for (const part of parts) {
      const newer = news.t === "standings" || news.v > part.version;
      if (!newer || !(news.t === "event" || part.after.has(news.t))) continue;
      if (news.t !== "standings") part.wanted = Math.max(part.wanted, news.v);
      plan(part, news.t === "round" ? 0 : SPREAD);
    }
  };
}
