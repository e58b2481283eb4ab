/**
 * The page behind every personal link. The secret stands in the address's fragment, which browsers send to
 * nobody; it is posted once and the page goes on to the person's own.
 */

import { t } from "./i18n";
import { openPage } from "./page";

interface Entered {
  readonly to: string;
}

async function enter(event: string): Promise<string | null> {
  const token = location.hash.slice(1);
  if (token === "") return null;
  const response = await fetch(`/e/${event}/enter`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  return response.ok ? ((await response.json()) as Entered).to : null; // the contract of POST enter
}

const page = await openPage();
const words = document.getElementById("enter");
try {
  const to = await enter(page.event);
  if (to !== null) location.replace(to);
  else if (words) words.textContent = t("error.unknown_link");
} catch {
  if (words) words.textContent = t("error.no_answer");
}
