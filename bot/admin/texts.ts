import { writeFile } from 'node:fs/promises'
import { isDemoCity, shownNotices } from '../wording/notices-shown.ts'
import { readingHouse } from '../wording/reading-house.ts'
import { wordingCsv, wordingMarkdown } from '../wording/wording-file.ts'
import { type Command, Mistake } from './command.ts'

/** For whoever reads the wording without a browser. */
export const textCommands: readonly Command[] = [
  {
    usage: 'texts FILE',
    summary: 'Writes every text of the bot in both languages, for reviewers of the wording.',
    more: `FILE ends in .md or .csv; the CSV has an empty column for remarks. Whole notices are included where the database holds the
demo city; what they need is made up in a transaction and taken back. The sandbox shows the same under /texts.`,
    async run({ words: [file = ''] }, office) {
      const write = file.endsWith('.md') ? wordingMarkdown : file.endsWith('.csv') ? wordingCsv : undefined
      if (!write) throw new Mistake(`${file} should end in .md or .csv.`)
      const inDemo = await isDemoCity(office.database)
      const content = write(inDemo ? await shownNotices(await readingHouse(office)) : [])
      await writeFile(file, content)
      office.say(
        inDemo ? `Written: ${file}` : `Written: ${file}, without whole notices: this is not the demo city.`,
      )
      return 0
    },
  },
]
