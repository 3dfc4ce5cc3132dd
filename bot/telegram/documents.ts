import type { Locale } from '../../core/terms.ts'
import type { House } from '../house.ts'
import { directoryDocument, flowDocument } from './documents/annexes.ts'
import {
  exportDocument,
  exportProblemsDocument,
  notPassedDocument,
  officeStatisticsDocument,
} from './documents/city.ts'
import type { Document, DocumentReference } from './documents/document.ts'
import { infoSheet } from './documents/info-sheet.ts'
import { lateListDocument } from './documents/late-list.ts'
import { leadersReportDocument } from './documents/leaders-report.ts'
import { progressPictureDocument, schoolStripDocument } from './documents/pictures.ts'
import { publicityListDocument } from './documents/publicity-list.ts'
import { recordCorrections, recordTemplate } from './documents/record-tables.ts'
import { statisticsDocument } from './documents/statistics.ts'

/**
 * Makes a document at the moment of sending, from what stands then. The readers are Chinese offices, so
 * documents are in Chinese whatever language the person uses, unless a document says otherwise.
 */
export function renderDocument(
  house: House,
  reference: DocumentReference,
  locale: Locale,
): Promise<Document> {
  switch (reference.document) {
    case 'info-sheet':
      return infoSheet(house, reference)
    case 'publicity-list':
      return publicityListDocument(house, reference)
    case 'leaders-report':
      return leadersReportDocument(house, reference)
    case 'not-passed':
      return notPassedDocument(house, reference)
    case 'office-statistics':
      return officeStatisticsDocument(house, reference)
    case 'late-list':
      return lateListDocument(house, reference)
    case 'export':
      return exportDocument(house, reference)
    case 'export-problems':
      return exportProblemsDocument(house, reference)
    case 'statistics':
      return statisticsDocument(house, reference)
    case 'record-template':
      return recordTemplate(house, reference)
    case 'record-corrections':
      return recordCorrections(house, reference)
    case 'progress-picture':
      return progressPictureDocument(house, reference, locale)
    case 'directory':
      return directoryDocument(house, reference)
    case 'flow':
      return flowDocument(house, reference, locale)
    case 'school-strip':
      return schoolStripDocument(house, reference, locale)
    default:
      return reference satisfies never
  }
}
