/**
 * Pages with small boards: the live page with every board of the round, a captain's with those of his team. Boards,
 * clocks, match scores, and the next round when it is published.
 */

import { render } from "preact";
import { followEvent } from "../shared/event";
import { Network } from "../shared/network";
import { openLine, openPage } from "../shared/page";
import { keepParts } from "../shared/parts";
import { keepScores, mountTiles } from "./tiles";

const line = openLine(await openPage());
let unmount = mountTiles(line, document);
const refresh = keepParts(line, (part) => {
  if (!part.querySelector("[data-tile]")) return;
  unmount();
  unmount = mountTiles(line, part);
});
keepScores(followEvent(line, refresh));
const network = document.getElementById("network");
if (network) render(<Network line={line} />, network);
