/**
 * The few colours of the house's pictures. Letters stand on paper at a contrast of at least 4.5, surfaces at 3, and what matters differs
 * in brightness and pattern as well, for whoever does not see colours.
 */
export const colours = {
  paper: 0xffffff,
  ink: 0x1d2733,
  faint: 0x59646f,
  line: 0x7d8791,
  strong: 0x1f5a96,
  good: 0x17663a,
  warning: 0xa33a00,
} as const
