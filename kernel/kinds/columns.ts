// Columns of tables that many kinds have, and how cells are printed.
import type { Cell, Column } from '#kernel/kinds/kind.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { age } from '#kernel/model/human.ts';

/** What has a name and an age. */
export interface Named {
  readonly metadata: ObjectMeta;
}

/** The object's name. */
export const nameColumn = {
  name: 'Name',
  description: 'Its name.',
  format: 'name',
  value: ({ metadata }: Named): string => metadata.name ?? '',
};

/** How long ago the object was made. */
export const ageColumn = {
  name: 'Age',
  description: 'How long ago it was made.',
  value: ({ metadata }: Named, nowMs: number): string => age(metadata.creationTimestamp, nowMs),
};

/** When the object was made, for kinds that Kubernetes shows so. */
export const createdColumn = {
  name: 'Created At',
  description: 'When it was made.',
  type: 'date' as const,
  value: ({ metadata }: Named): string => metadata.creationTimestamp ?? '<unknown>',
};

/** Whether only `-o wide` shows a column. */
export function isWide({ priority = 0 }: Pick<Column<never>, 'priority'>): boolean {
  return priority > 0;
}

/** A cell as it is printed. */
export function cellText(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

/** At most three values, then how many more, as kubectl prints long lists. */
export function few(values: readonly string[], none: string): string {
  if (values.length === 0) return none;
  const shown = values.slice(0, 3).join(',');
  return values.length > 3 ? `${shown} + ${values.length - 3} more...` : shown;
}
