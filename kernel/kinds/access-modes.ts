// What persistent volumes and claims share: access modes, sizes and classes.
import type { FieldCause } from '#kernel/errors.ts';
import { forbidden, invalid } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import { quantityMillis } from '#kernel/model/quantity.ts';

/** The access modes in the order in which they are shown, with their short names. */
const shortNames: readonly (readonly [mode: string, short: string])[] = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
];

/** Access modes as columns show them. */
export function accessModesText(modes: readonly string[] | undefined): string {
  return shortNames
    .filter(([mode]) => modes?.includes(mode) === true)
    .map(([, short]) => short)
    .join(',');
}

/** What is wrong with access modes, beyond their names: one pod at a time excludes all else. */
export function validateAccessModes(modes: readonly string[], at: string): FieldCause[] {
  return modes.length > 1 && modes.includes('ReadWriteOncePod')
    ? [forbidden(at, 'may not use ReadWriteOncePod with other access modes')]
    : [];
}

/** What is wrong with an amount of storage. */
export function validatePositive(amount: string, at: string): FieldCause[] {
  return quantityMillis(amount) > 0n ? [] : [invalid(at, amount, 'must be greater than zero')];
}

/** What is wrong with the name of a class that stands at `at`; none is right. */
export function validateClassName(name: string | undefined, at: string): FieldCause[] {
  const wrong = (name ?? '') === '' ? undefined : formats['dns-subdomain']?.(name ?? '');
  return wrong === undefined ? [] : [invalid(at, name, wrong)];
}

/** The annotation that named a storage class before there was a field. */
export const oldStorageClassAnnotation = 'volume.beta.kubernetes.io/storage-class';

/** The storage class of a volume or claim. */
export function storageClassOf(metadata: ObjectMeta, named: string | undefined): string {
  return metadata.annotations?.[oldStorageClassAnnotation] ?? named ?? '';
}
