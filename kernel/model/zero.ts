// What stands for a value that a message needs and nobody gave, so that what was given can be judged all the same.
import type { FieldSchema } from '#kernel/model/schema.ts';
import { formatTime } from '#kernel/model/time.ts';

const noBytes = new Uint8Array();

/** One value of a field: what its codec reads of no bytes, or the least that can be read as its type. */
export function zeroItem({ type, message }: FieldSchema): unknown {
  switch (type) {
    case 'string':
    case 'enum':
      return '';
    case 'bool':
      return false;
    case 'bytes':
      return noBytes;
    case 'time':
    case 'microTime':
      return formatTime(0);
    case 'duration':
      return '0s';
    case 'quantity':
      return '0';
    case 'strings':
      return [];
    case 'json':
    case 'any':
      return {};
    case 'message':
      return message?.().empty();
    default:
      return 0;
  }
}

/** A field's value. */
export function zeroOf(field: FieldSchema): unknown {
  if (field.container === undefined) return zeroItem(field);
  return field.container === 'list' ? [] : {};
}
