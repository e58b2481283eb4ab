/**
 * The page behind every personal link. The secret stands in the address's fragment, which browsers send to
 * nobody; it is posted once and the page goes on to the person's own.
 */

import { type Key, t } from "./i18n";
import { openPage } from "./page";

interface Entered {
  readonly to: string;
}

/** Where the person's page is; or why there is none. */
async function enter(event: string): Promise<string | { readonly refused: Key }> {
  const token = location.hash.slice(1);
  if (token === "") return { refused: "error.unknown_link" };
  const response = await fetch(`/e/${event}/enter`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (response.ok) return ((await response.json()) as Entered).to; // as the server declares it
  return { refused: response.status >= 500 ? "error.internal" : "error.unknown_link" };
}

const page = await openPage();
const answer = await enter(page.event).catch(() => ({ refused: "error.no_answer" as const }));
if (typeof answer === "string") location.replace(answer);
else document.getElementById("enter")?.replaceChildren(t(answer.refused));
