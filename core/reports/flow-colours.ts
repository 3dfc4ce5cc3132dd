/** The colours of the flow. Words stand on paper at a contrast of at least 4.5; what they tell is told by pattern or weight as well. */
export const flowColours = {
  paper: '#ffffff',
  lane: '#f5f7fa',
  ink: '#1d2733',
  faint: '#59646f',
  line: '#b8c0c8',
  forward: '#1f5a96',
  back: '#a33a00',
  backGround: '#fdf1ea',
  good: '#17663a',
  goodGround: '#edf6f0',
} as const
