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

interface Part {
  readonly element: HTMLElement;
  readonly url: string;
  readonly after: ReadonlySet<string>;
  version: number;
  timer?: number;
}

function partsOf(root: ParentNode): Part[] {
  return Array.from(root.querySelectorAll<HTMLElement>("[data-part]"), (element) => ({
    element,
    url: element.dataset["part"] ?? "",
    after: new Set((element.dataset["after"] ?? "").split(" ")),
    version: Number(element.dataset["version"]),
  }));
}

async function refresh(element: HTMLElement, url: string): Promise<void> {
  const response = await fetch(url); // the browser's own cache asks with the ETag
  if (!response.ok) return;
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = answer.getElementById(element.id) ?? answer.body;
  element.replaceChildren(...fresh.childNodes);
}

/** Keep the page's parts fresh; returns what to call with each message of the event's room. */
export function keepParts(
  line: Line,
  replaced: (element: HTMLElement) => void = () => undefined,
): (news: EventNews | EventSnapshot) => void {
  const parts = partsOf(document);
  const renew = (part: Part, within: number) => {
    clearTimeout(part.timer);
    const go = () => void refresh(part.element, part.url).then(() => replaced(part.element));
    part.timer = setTimeout(go, Math.random() * within);
  };
  effect(() => {
    if (line.hello.value === null) return;
    // A table is not told again to those who were away when it changed.
    for (const part of parts) if (part.after.has("standings")) renew(part, SPREAD);
  });
  return (news) => {
    for (const part of parts) {
      const newer = news.t === "standings" || news.v > part.version;
      if (!newer || !(news.t === "event" || part.after.has(news.t))) continue;
      if (news.t !== "standings") part.version = news.v;
      renew(part, news.t === "round" ? 0 : SPREAD);
    }
  };
}
