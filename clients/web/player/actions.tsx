/** Draw offer, acceptance and resignation; what cannot be undone takes two taps in two places. */

import { useSignal } from "@preact/signals";
import { t } from "../shared/i18n";
import type { Side } from "../shared/protocol";
import type { PlayerSeat } from "./seat";

export function Actions({ seat, side }: { seat: PlayerSeat; side: Side }) {
  const asked = useSignal(false);
  const game = seat.game.value;
  // What cannot go out now may be out of place when the line is back.
  const offline = seat.line.connection.value !== "online";
  if (game?.phase !== "running" && game?.phase !== "suspended") return null;
  if (asked.value)
    // «No» stands where «Resign» stood: a double tap is no resignation.
    return (
      <div class="actions" role="group" aria-label={t("play.resign_sure")}>
        <button type="button" class="danger" disabled={offline} onClick={() => (seat.resign(), (asked.value = false))}>
          {t("play.resign_yes")}
        </button>
        <button type="button" autoFocus onClick={() => (asked.value = false)}>
          {t("play.resign_no")}
        </button>
      </div>
    );
  const offering = seat.waiting.value.some(({ command }) => command.t === "offer_draw");
  const offered = game.offer !== null && game.offer !== side;
  return (
    <div class="actions">
      {offered ? (
        <button type="button" class="primary" disabled={offline} onClick={() => seat.acceptDraw()}>
          {t("play.accept_draw")}
        </button>
      ) : (
        <button type="button" disabled={offline || offering || game.offer === side} onClick={() => seat.offerDraw()}>
          {t(game.offer === side ? "play.draw_offered" : "play.offer_draw")}
        </button>
      )}
      <button type="button" disabled={offline} onClick={() => (asked.value = true)}>
        {t("play.resign")}
      </button>
      {offered && (
        <p class="offer" role="status">
          {t("play.opponent_offers")}
        </p>
      )}
    </div>
  );
}
