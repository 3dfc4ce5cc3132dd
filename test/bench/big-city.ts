import pg from 'pg'
import file2014 from '../../core/cycle/cycle-2014.json' with { type: 'json' }

/**
 * A generated city on disk, only while it is measured: districts, schools, teachers, hour records and
 * declarations.
 */
export interface BigCity {
  readonly teachers: number
  readonly items: number
  /** An ordinary school, its administrator and the reviewer of its district. */
  readonly schoolId: string
  readonly districtId: string
  readonly administratorId: string
  readonly reviewerId: string
  readonly teacherId: string
  readonly operatorId: string
}

const districts = 11
const teachersPerSchool = 60
const recordsPerTeacher = 2
const declarationsPerTeacher = 3

/**
 * Fills a migrated, empty database. Most items are approved, some wait, some were returned, as in the middle
 * of January. The rows go in without triggers and foreign keys, as from a backup.
 */
export async function buildBigCity(databaseUrl: string, teachers: number): Promise<BigCity> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica`)
    await client.query(`insert into cycle (id, data, loaded_at) values (2014, $1, '2014-01-01')`, [
      JSON.stringify(file2014),
    ])
    const schools = Math.ceil(teachers / teachersPerSchool)
    for (const sql of statements)
      await client.query(
        sql.replaceAll('$teachers', String(teachers)).replaceAll('$schools', String(schools)),
      )
    await client.query('vacuum analyze')
    const { rows } = await client.query<Record<keyof Omit<BigCity, 'teachers' | 'items'>, string>>(`
      select 's1' as "schoolId", 'd1' as "districtId",
        (select person_id from "grant" where role = 'SCHOOL_ADMIN' and organisation_id = 's1') as "administratorId",
        (select person_id from "grant" where role = 'DISTRICT_REVIEWER' and organisation_id = 'd1') as "reviewerId",
        (select person_id from "grant" where role = 'CITY_OPERATOR') as "operatorId",
        (select person_id from "grant" where role = 'TEACHER' and organisation_id = 's1' order by person_id limit 1) as "teacherId"`)
    return { ...rows[0]!, teachers, items: teachers * (recordsPerTeacher + declarationsPerTeacher) }
  } finally {
    await client.end()
  }
}

/** Ids that say what they are of: kind, then a number. */
const uuid = (kind: string, number: string) =>
  `('0000000${kind}-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`

const statements = [
  `insert into organisation (id, kind, name, parent_id, code, ownership, school_type, contacts)
   select 'city', 'CITY'::"OrganisationKind", '示例市', null, null, null::"Ownership", null::"SchoolType", '[]'::jsonb
   union all select 'd' || n, 'DISTRICT', '示例' || n || '区教育局', 'city', null, null, null,
     '[{"office":"示例","phone":"示例-1","address":"示例"}]' from generate_series(1, ${districts}) n`,
  `insert into organisation (id, kind, name, parent_id, code, ownership, school_type, contacts)
   select 's' || n, 'SCHOOL', '示例第' || n || '小学', 'd' || (n - 1) % ${districts} + 1, (100000 + n)::text,
     (case when n % 6 = 0 then 'PRIVATE' else 'STATE' end)::"Ownership", 'PRIMARY',
     '[{"office":"示例","phone":"示例-1","address":"示例"}]' from generate_series(1, $schools) n`,
  `insert into person (id, organisation_id, name, certificate_number, stage, subject, title)
   select ${uuid('1', 'n')}, 's' || (n - 1) / ${teachersPerSchool} + 1, '教师' || n, (10000000 + n)::text,
     (array['PRIMARY', 'JUNIOR', 'SENIOR'])[n % 3 + 1], '语文', 'FIRST' from generate_series(1, $teachers) n`,
  `insert into "grant" (id, person_id, role, organisation_id, granted_at)
   select ${uuid('2', 'n')}, ${uuid('1', 'n')}, 'TEACHER', 's' || (n - 1) / ${teachersPerSchool} + 1, '2013-09-01'
   from generate_series(1, $teachers) n`,
  `insert into person (id, organisation_id, name)
   select ${uuid('3', 'n')}, 's' || n, '管理员' || n from generate_series(1, $schools) n
   union all select ${uuid('4', 'n')}, 'd' || n, '复审员' || n from generate_series(1, ${districts}) n
   union all select ${uuid('5', '1')}, 'city', '市中心'`,
  `insert into "grant" (id, person_id, role, organisation_id, granted_at)
   select ${uuid('6', 'n')}, ${uuid('3', 'n')}, 'SCHOOL_ADMIN'::"Role", 's' || n, '2013-09-01'::timestamptz from generate_series(1, $schools) n
   union all select ${uuid('7', 'n')}, ${uuid('4', 'n')}, 'DISTRICT_REVIEWER', 'd' || n, '2013-09-01' from generate_series(1, ${districts}) n
   union all select ${uuid('8', '1')}, ${uuid('5', '1')}, 'CITY_OPERATOR', 'city', '2013-09-01'`,
  `insert into hour_record (id, person_id, cycle_id, category, source, course_name, provider, "from", "to", hours, recorded_at)
   select ${uuid('9', `n * ${recordsPerTeacher} + k`)}, ${uuid('1', 'n')}, 2014,
     (case k when 0 then 'PUBLIC' else 'PROFESSIONAL' end)::"Category", (case k when 0 then 'AUTO' else 'PROVIDER' end)::"RecordSource",
     (case k when 0 then '公需网络课程' else '学科研修' end), '示例培训中心', '2014-03-01', '2014-04-30', 12 + (n + k) % 13, '2014-05-01'
   from generate_series(1, $teachers) n, generate_series(0, ${recordsPerTeacher - 1}) k`,
  `insert into declaration (id, serial, cycle_id, person_id, organisation_id, state, version, category, activity_type, course_name,
     provider, "from", "to", hours, claim, round, submitted_at, waiting_since, reason_id, office_id)
   select ${uuid('a', `n * ${declarationsPerTeacher} + k`)}, n * ${declarationsPerTeacher} + k, 2014, ${uuid('1', 'n')},
     's' || (n - 1) / ${teachersPerSchool} + 1,
     (array['CONFIRMED_BY_PRINCIPAL', 'APPROVED_BY_DISTRICT', 'APPROVED_BY_DISTRICT', 'APPROVED_BY_DISTRICT', 'APPROVED_BY_SCHOOL',
       'SUBMITTED', 'RETURNED_BY_SCHOOL', 'APPROVED_BY_DISTRICT'])[(n + k * 3) % 8 + 1]::"DeclarationState", 2,
     (array['PROFESSIONAL', 'ELECTIVE', 'PUBLIC'])[k + 1]::"Category", 'other-training', '示例课程' || k, '示例培训中心',
     '2014-07-07', '2014-07-11', 6 * (1 + (n + k) % 5), jsonb_build_object('category', 'PROFESSIONAL', 'activityType', 'other-training',
       'courseName', '示例课程' || k, 'from', '2014-07-07', 'to', '2014-07-11', 'hours', 30), 1,
     '2014-12-01'::timestamptz + make_interval(secs => n), '2014-12-01'::timestamptz + make_interval(secs => n),
     case when (n + k * 3) % 8 = 6 then 'photocopy' end, 'd' || (n - 1) / ${teachersPerSchool} % ${districts} + 1
   from generate_series(1, $teachers) n, generate_series(0, ${declarationsPerTeacher - 1}) k`,
]
