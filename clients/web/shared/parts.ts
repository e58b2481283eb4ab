/**
 * Parts of a page that the server renders: an element with `data-part` is fetched again when the event says that
 * what it shows has changed. So a table has one renderer, on the server.
 *
 * `data-part` is the address, `data-after` the kinds of news that change the part, `data-version` the version of
 * the event it was rendered from. An answer that is a whole page gives its element of the same id.
 */

import type { EventNews } from "./event";
import type { EventSnapshot } from "./protocol";

/** Readers do not all ask in the same moment. */
const SPREAD = 1_500;

async function refresh(element: HTMLElement, url: string): Promise<void> {
  const response = await fetch(url); // the browser's own cache asks with the ETag
  if (!response.ok) return;
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = answer.getElementById(element.id) ?? answer.body;
  element.replaceChildren(...fresh.childNodes);
}

/** Keep the page's parts fresh; returns what to call with each message of the event's room. */
export function keepParts(
  replaced: (element: HTMLElement) => void = () => undefined,
): (news: EventNews | EventSnapshot) => void {
  const parts = Array.from(document.querySelectorAll<HTMLElement>("[data-part]"), (element) => ({
    element,
    url: element.dataset["part"] ?? "",
    after: new Set((element.dataset["after"] ?? "").split(" ")),
    version: Number(element.dataset["version"]),
    timer: undefined as number | undefined,
  }));
  return (news) => {
    for (const part of parts) {
      if (news.v <= part.version || !(news.t === "event" || part.after.has(news.t))) continue;
      part.version = news.v;
      clearTimeout(part.timer);
      const delay = news.t === "round" ? 0 : Math.random() * SPREAD;
      part.timer = setTimeout(() => void refresh(part.element, part.url).then(() => replaced(part.element)), delay);
    }
  };
}
