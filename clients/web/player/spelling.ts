/**
 * Moves as they come from another keyboard: Russian piece letters, Cyrillic letters that look like Latin ones, noughts
 * for castling.
 *
 *     inLatin("Крg1") === "Kg1", inLatin("Сс4") === "Bc4", inLatin("о-о") === "O-O"
 */

/** Russian piece letters; `Кр` is read before `К`. */
const PIECES: Readonly<Record<string, string>> = { К: "N", Ф: "Q", Л: "R", С: "B" };
/** Squares, captures and promotions by letters of the same look. */
const LOOKS: Readonly<Record<string, string>> = { а: "a", с: "c", е: "e", х: "x", А: "a", Е: "e", Х: "x" };

/** The move in the letters of SAN and UCI; what is in them already stays as it is. */
export function inLatin(text: string): string {
  if (/^[oо0](-[oо0]){1,2}[+#]?$/i.test(text)) return text.replace(/[oо0]/gi, "O");
  return text
    .replace(/К[рРpP]|кр/g, "K")
    .replace(/С(?=[1-8])/g, "c") // a pawn's square; a bishop never stands before a rank
    .replace(/[КФЛСкфл]/g, (letter) => PIECES[letter.toUpperCase()] ?? letter)
    .replace(/[асехАЕХ]/g, (letter) => LOOKS[letter] ?? letter)
    .replace(/[×:]/g, "x");
}
