/** What the player's page says about his game: whose turn, why it waits, how it ended, what the server has. */

import { t } from "../shared/i18n";
import { outcome } from "../shared/outcome";
import type { Presence, Side } from "../shared/protocol";
import type { PlayerSeat } from "./seat";

/** The line above the buttons while there is a game. */
export function gameWords(seat: PlayerSeat, side: Side, presence: Presence | null): string {
  const game = seat.game.value;
  if (game === null) return t("lobby.connecting");
  switch (game.phase) {
    case "published":
      return t(opponentHere(side, presence) ? "lobby.starting" : "lobby.opponent");
    case "suspended":
      return t("play.suspended");
    case "running":
      if (seat.pending.value !== null && seat.line.connection.value !== "online") return t("play.not_there");
      return t(seat.pending.value === null && turnOf(seat) === side ? "play.your_turn" : "play.their_turn");
    case "ended":
      return game.result === null ? "" : outcome(game.result, game.reason);
  }
}

export function turnOf(seat: PlayerSeat): Side {
  return seat.moves.value.length % 2 === 0 ? "white" : "black";
}

function opponentHere(side: Side, presence: Presence | null): boolean {
  return presence !== null && (side === "white" ? presence.black : presence.white);
}

/** Won, lost or drawn, as his page greets him with it. */
export function ownResult(seat: PlayerSeat, side: Side): string {
  const result = seat.game.value?.result;
  if (!result) return "";
  const [own, other] = side === "white" ? [result.white, result.black] : [result.black, result.white];
  return t(own > other ? "play.won" : own < other ? "play.lost" : "play.drew");
}

/** What of his the server has on disk: never more than is true. */
export function savedWords(seat: PlayerSeat): string {
  const first = seat.waiting.value[0];
  if (first === undefined) return seat.moves.value.length > 0 ? t("saved.all") : "";
  if (first.state === "held") return t("saved.held");
  if (first.state === "later") return t("saved.later");
  if (first.state === "unsent") return t("saved.unsent");
  return t(seat.line.connection.value === "online" ? "saved.sending" : "saved.unconfirmed");
}
