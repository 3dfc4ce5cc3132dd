import { mkdtemp } from 'node:fs/promises'
import { readConfig } from '../../bot/config.ts'
import { startProgram } from '../../bot/program.ts'
import { openBrowser, openPage } from './browser.ts'

const folder = await mkdtemp('/tmp/xs-')
const program = await startProgram(readConfig({ PORT: '8197', DATA_DIR: folder }), console.log)
const b = await openBrowser()
for (let n = 0; n < 12; n++) {
  const { page: p } = await openPage(b, program.address!, { width: 390 })
  const o = p.getByRole('combobox', { name: '选择这部手机的主人' }).first()
  let out = ''
  for (let i = 0; i < 60; i++) {
    if (await o.evaluate((e) => e === document.activeElement)) {
      out += `tabs ${i}: `
      break
    }
    await p.keyboard.press('Tab')
  }
  for (let i = 0; i < 4; i++) {
    await p.keyboard.press('ArrowDown')
    out +=
      ' ' +
      (await o.inputValue()) +
      (await p.locator('.phone').first().getAttribute('aria-label')) +
      (await p.getByRole('region', { name: `手机: 周敏` }).count())
  }
  console.log(out)
  await p.close()
}
await b.close()
await program.close()
process.exit(0)
