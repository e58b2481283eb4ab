/**
 * The arbiter's acts: one request each, under an id of its own, answered by a sentence. An act that got no answer may
 * have been done: repeated, it goes out under the same id, and the server gives the first answer again.
 */

import { signal } from "@preact/signals";
import { type Key, t } from "../shared/i18n";
import type { Page } from "../shared/page";
import type { Refusal } from "../shared/protocol";
import { newId } from "../shared/socket";

const CODES = [
  "not_allowed",
  "round_open",
  "round_published",
  "no_such_round",
  "no_more_rounds",
  "unfinished_games",
  "not_suspended",
  "already_started",
  "unknown_game",
  "not_stored",
  "restarting",
] as const satisfies readonly Refusal[];

/** The last act's answer in words; `bad` if it changed nothing. */
export const answer = signal<{ readonly words: string; readonly bad: boolean } | null>(null);
/** The act that is under way. */
export const busy = signal<string | null>(null);

function refusal(body: unknown): Key {
  const code = typeof body === "object" && body !== null && "code" in body ? body.code : null;
  const known = CODES.find((one) => one === code);
  return known === undefined ? "error.internal" : `error.${known}`;
}

/** The ids of acts without an answer, by their paths. */
const unanswered = new Map<string, string>();

/** Post an act to the event's API and say what came of it. */
export async function act(page: Page, path: string, done: string): Promise<void> {
  if (busy.peek() !== null) return;
  busy.value = path;
  answer.value = null;
  const id = unanswered.get(path) ?? newId();
  unanswered.set(path, id);
  try {
    const response = await fetch(`/api/e/${page.event}/${path}?as=${page.person}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id }),
    });
    if (response.status < 500) unanswered.delete(path);
    const words = response.ok ? done : t(refusal(await response.json()));
    answer.value = { words, bad: !response.ok };
  } catch {
    answer.value = { words: t("error.no_answer"), bad: true };
  } finally {
    busy.value = null;
  }
}
