/** Starting a board for which somebody has not come: the effect in words first, then a second tap elsewhere. */

import { useSignal } from "@preact/signals";
import { t } from "../shared/i18n";
import type { Page } from "../shared/page";
import type { BoardView } from "../shared/protocol";
import { act, busy } from "./acts";

interface Props {
  readonly page: Page;
  readonly board: BoardView;
  /** The names of those who are not here; a game of two who are starts by itself. */
  readonly absent: readonly string[];
}

export function StartClocks({ page, board, absent }: Props) {
  const asked = useSignal(false);
  if (absent.length === 0) return null;
  const disabled = busy.value !== null;
  if (!asked.value)
    return (
      <button type="button" disabled={disabled} onClick={() => (asked.value = true)}>
        {t("arbiter.start")}
      </button>
    );
  const start = () => {
    asked.value = false;
    void act(page, `games/${board.game}/start`, t("arbiter.started", { board: board.board }));
  };
  // «No» stands where the first tap was.
  return (
    <div class="sure" role="group" aria-label={t("arbiter.start")}>
      <button type="button" autoFocus onClick={() => (asked.value = false)}>
        {t("arbiter.start_no")}
      </button>
      <p role="status">{t("arbiter.start_effect", { absent: absent.join(", ") })}</p>
      <button type="button" class="danger" disabled={disabled} onClick={start}>
        {t("arbiter.start_yes")}
      </button>
    </div>
  );
}
