// What ConfigMap and Secret share: keys, sizes, immutability.
import type { FieldCause } from '#kernel/errors.ts';
import { forbidden, invalid } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';

/** The most bytes of data one ConfigMap or Secret may hold, as in Kubernetes. */
export const maxDataBytes = 1024 * 1024;

type Data = Readonly<Record<string, string | Uint8Array>>;

const encoder = new TextEncoder();

function sizeOf(value: string | Uint8Array): number {
  return typeof value === 'string' ? encoder.encode(value).length : value.length;
}

/** Checks the keys and the size of all data of one object. `sections` is the data by field name. */
export function validateData(sections: Readonly<Record<string, Data | undefined>>): FieldCause[] {
  const causes: FieldCause[] = [];
  let totalBytes = 0;
  const seen = new Set<string>();
  for (const [field, data] of Object.entries(sections)) {
    for (const [key, value] of Object.entries(data ?? {})) {
      const wrong = formats['config-key']?.(key);
      if (wrong !== undefined) causes.push(invalid(`${field}[${key}]`, key, wrong));
      if (seen.has(key))
        causes.push(invalid(`${field}[${key}]`, key, 'duplicate of a key in another section'));
      seen.add(key);
      totalBytes += sizeOf(value);
    }
  }
  if (totalBytes > maxDataBytes)
    causes.push({
      reason: 'TooLong',
      field: Object.keys(sections)[0] ?? 'data',
      message: `Too long: all values together have ${totalBytes} bytes, may have at most ${maxDataBytes}`,
    });
  return causes;
}

/** What is wrong with changing the data of an object that was made immutable. */
export function validateImmutable(
  wasImmutable: boolean,
  isImmutable: boolean,
  dataChanged: boolean,
): FieldCause[] {
  if (!wasImmutable) return [];
  if (!isImmutable) return [forbidden('immutable', 'field is immutable when `immutable` is set')];
  return dataChanged ? [forbidden('data', 'field is immutable when `immutable` is set')] : [];
}
