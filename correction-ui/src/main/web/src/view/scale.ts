/** How much larger than usual the reader has set text; what is drawn in pixels grows with it. */
export function textScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}
