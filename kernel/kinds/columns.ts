// Columns of `get` that many kinds have.
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { age } from '#kernel/model/human.ts';

/** What has a name and an age. */
export interface Named {
  readonly metadata: ObjectMeta;
}

/** The object's name. */
export const nameColumn = { name: 'NAME', value: ({ metadata }: Named): string => metadata.name ?? '' };

/** How long ago the object was made. */
export const ageColumn = {
  name: 'AGE',
  value: ({ metadata }: Named, nowMs: number): string => age(metadata.creationTimestamp, nowMs),
};

/** When the object was made, for kinds that Kubernetes shows so. */
export const createdColumn = {
  name: 'CREATED AT',
  value: ({ metadata }: Named): string => metadata.creationTimestamp ?? '<unknown>',
};

/** A truth value as Kubernetes' printers write it in columns. */
export function truth(value: boolean | undefined): string {
  return value === true ? 'true' : 'false';
}

/** At most three values, then how many more, as kubectl prints long lists. */
export function few(values: readonly string[], none: string): string {
  if (values.length === 0) return none;
  const shown = values.slice(0, 3).join(',');
  return values.length > 3 ? `${shown} + ${values.length - 3} more...` : shown;
}
