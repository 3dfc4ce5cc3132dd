/**
 * Texts copied out of a PDF hold radicals that look like the characters, ⻢ for 马: whatever is kept or
 * compared is written with the characters.
 */
export function plainCharacters(text: string): string {
  return text.replace(/[\u2e80-\u2fd5]/g, (radical) => {
    const at = radical.charCodeAt(0) - firstRadical
    // Those from U+2F00 on Unicode itself holds for compatible.
    return (equivalents[at] ?? ' ').trim() || radical.normalize('NFKC')
  })
}

/**
 * What two people type differently and mean alike: width, spaces, letter case, brackets, and the dot inside
 * names such as 阿依古丽·买买提.
 */
export function comparable(text: string): string {
  return plainCharacters(text)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/[·•・‧∙⋅.．]/g, '·')
    .toLowerCase()
}

const firstRadical = 0x2e80
/**
 * The characters for U+2E80 to U+2EF3 in their order (Unicode's EquivalentUnifiedIdeograph); a blank for
 * none.
 */
const equivalents = [
  ...' 厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵 旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂',
  ...'肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟',
]
