import type { Database, Transaction } from '../../prisma/database.ts'
import type { Cycle } from '../cycle/cycle.ts'
import type { Table } from '../tables/table.ts'
import { type Locale, sampleNote } from '../terms.ts'
import { civilDateOf, formatDate } from '../time/shanghai.ts'
import { type ContactsOf, readContacts } from './contacts.ts'

/**
 * Who takes complaints in every district, in 市教师培训中心 and in the city's offices, and the cycle's hotlines
 * (annex 3, S085, S092–S096). It names offices and no person, so anybody may have it.
 */
export interface Directory {
  /**
   * The districts by name, then 市教师培训中心, then the city's offices. One that has given no contact yet stands
   * here without contacts.
   */
  readonly offices: readonly ContactsOf[]
  /** 局属单位, which annex 3 names beside the districts: the schools that 市教师培训中心 reviews. */
  readonly bureauSchools: readonly ContactsOf[]
  readonly hotlines: readonly Hotline[]
}

export interface Hotline {
  readonly topic: string
  readonly office: string
  readonly phone: string
  readonly sample: boolean
}

/** The schools of the districts are not in it: their contacts stand on their own publicity lists. */
export async function readDirectory(
  db: Database['prisma'] | Transaction,
  { cycle, locale }: { cycle: Cycle; locale: Locale },
): Promise<Directory> {
  const rows = await db.$queryRaw<{ id: string; name: string; contacts: unknown; isSchool: boolean }[]>`
    select id, name, contacts, kind = 'SCHOOL' as "isSchool" from organisation
    where kind in ('DISTRICT', 'TRAINING_CENTRE', 'CITY')
      or (kind = 'SCHOOL' and parent_id in (select id from organisation where kind = 'TRAINING_CENTRE'))
    order by array_position(array['DISTRICT', 'TRAINING_CENTRE', 'CITY', 'SCHOOL'], kind::text),
      parent_id is not null, name, id`
  const contactsOf = (schools: boolean) =>
    rows
      .filter(({ isSchool }) => isSchool === schools)
      .map(({ id, name, contacts }) => ({ organisationId: id, name, contacts: readContacts(contacts) }))
  return {
    offices: contactsOf(false),
    bureauSchools: contactsOf(true),
    hotlines: cycle.contacts.map(({ topic, office, phone, provenance }) => ({
      topic: topic[locale],
      office: office[locale],
      phone,
      sample: provenance === 'sample',
    })),
  }
}

/**
 * The directory as an office prints and posts it, in Chinese like every document. An office without a
 * telephone is seen to lack one.
 */
export function directoryTable(
  { offices, bureauSchools, hotlines }: Directory,
  cycle: Cycle,
  now: Date,
): Table {
  const complaints = [...offices, ...bureauSchools].flatMap(({ name, contacts }) =>
    (contacts.length > 0 ? contacts : [nobodyYet]).map((contact) => ({
      matter: '投诉受理',
      organisation: name,
      office: contact.office === name ? '' : contact.office,
      phone: contact.phone || '尚未公布',
      address: contact.address,
      website: contact.website ?? '',
      note: contact.sample ? sampleNote.zh : '',
    })),
  )
  const questions = hotlines.map(({ topic, office, phone, sample }) => ({
    matter: `${topic}咨询`,
    organisation: office,
    office: '',
    phone,
    address: '',
    website: '',
    note: sample ? sampleNote.zh : '',
  }))
  return {
    title: `${cycle.name.zh}各区投诉电话和咨询热线`,
    head: [
      '广州市中小学教师继续教育年度验证',
      `示例版式，待主管部门确认　制表日期：${formatDate(civilDateOf(now), 'zh')}`,
    ],
    columns: [
      { key: 'number', label: '序号', kind: 'number', width: 6 },
      { key: 'matter', label: '事项', kind: 'text', width: 14 },
      { key: 'organisation', label: '单位', kind: 'text', width: 26 },
      { key: 'office', label: '受理部门', kind: 'text', width: 22 },
      { key: 'phone', label: '电话', kind: 'text', width: 18 },
      { key: 'address', label: '地址', kind: 'text', width: 26 },
      { key: 'website', label: '网址', kind: 'text', width: 22 },
      { key: 'note', label: '备注', kind: 'text', width: 14 },
    ],
    rows: [...complaints, ...questions].map((row, at) => ({ number: at + 1, ...row })),
    foot: [
      '区属学校教师可向本校或本区教育局投诉，局属学校教师可向本校或市教师培训中心投诉。学校的投诉电话见本校公示名单。',
    ],
  }
}

const nobodyYet: ContactsOf['contacts'][number] = { office: '', phone: '', address: '' }
