/** How a game ended, in words. */

import { points, t } from "./i18n";
import type { EndReason, Result } from "./protocol";

/** `1–0`, `½–½`. */
export function score({ white, black }: Result): string {
  return `${points(white)}–${points(black)}`;
}

/** `White won: checkmate`. */
export function outcome(result: Result, reason: EndReason | null): string {
  const whole = result.white + result.black === 2;
  const who = !whole
    ? score(result)
    : result.white === result.black
      ? t("outcome.draw")
      : t(result.white > result.black ? "outcome.white" : "outcome.black");
  return reason === null ? who : t("outcome.why", { who, why: t(`reason.${reason}`) });
}
