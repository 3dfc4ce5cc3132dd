/**
 * The few colours of the house's pictures. Letters have a contrast of at least 4.5 on paper, surfaces 3. What
 * matters differs in brightness and pattern too, for people who do not see colours.
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
