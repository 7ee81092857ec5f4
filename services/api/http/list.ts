// Answers that are lists, sent in pieces.
import type { Exchange } from '#api/http/exchange.ts';
import { type ListForm, jsonType, yamlType } from '#api/http/representation.ts';
import { yamlItem, yamlText } from '#api/http/yaml-text.ts';
import { apiLimits } from '#api/limits.ts';

/** Does a piece of work when it is its user's turn. */
export type InTurn = <T>(piece: () => T) => Promise<T>;

/** The text of a list, in pieces of some size; the last one is returned. */
function* piecesOf<T>(
  { head, itemsField, itemOf, textOf = (object) => JSON.stringify(itemOf(object)) }: ListForm<T>,
  objects: readonly T[],
): Generator<string, string, undefined> {
  let text = `${JSON.stringify(head).slice(0, -1)},"${itemsField}":[`;
  for (const [index, object] of objects.entries()) {
    text += `${index === 0 ? '' : ','}${textOf(object)}`;
    if (text.length < apiLimits.listPieceUnits) continue;
    yield text;
    text = '';
  }
  return `${text}]}`;
}

/** The same in YAML. */
function* yamlPiecesOf<T>(
  { head, itemsField, itemOf }: ListForm<T>,
  objects: readonly T[],
): Generator<string, string, undefined> {
  if (objects.length === 0) return yamlText({ ...head, [itemsField]: [] });
  let text = `${yamlText(head)}${itemsField}:\n`;
  for (const object of objects) {
    text += yamlItem(itemOf(object));
    if (text.length < apiLimits.listPieceUnits) continue;
    yield text;
    text = '';
  }
  return text;
}

/**
 * Answers with a list, piece by piece: a long one is never in memory as text, and others have their turns between its
 * pieces, however fast its client reads.
 */
export async function sendList<T>(
  exchange: Exchange,
  form: ListForm<T>,
  objects: readonly T[],
  inTurn: InTurn,
): Promise<void> {
  if (exchange.method === 'HEAD') return exchange.json(200, form.head);
  const isYaml = exchange.answersYaml;
  const type = isYaml ? yamlType : jsonType;
  const pieces = isYaml ? yamlPiecesOf(form, objects) : piecesOf(form, objects);
  let piece = pieces.next();
  if (piece.done === true) return exchange.bytes(200, type, Buffer.from(piece.value));
  exchange.begin(200, type, { long: true });
  while (piece.done !== true) {
    await exchange.send(piece.value);
    piece = await inTurn(() => pieces.next());
  }
  await exchange.send(piece.value);
  exchange.end();
}
