/** Why a group was called. */
export type PageReason =
  | 'declared'
  | 'severity'
  | 'drill-ended'
  | 'response-overdue'
  | 'update-overdue'
  /** Somebody named them, or called whoever was next. */
  | 'asked'
  | 'escalated'
  | 'next-group'
  | 'gone-silent';
