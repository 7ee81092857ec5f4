// The manifest that was applied last, as client-side apply keeps it in an annotation.
import { OrcError } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { lastAppliedAnnotation } from '#kernel/kinds/metadata-rules.ts';

/** The manifest as apply keeps it: without what earlier applies left in it. */
export function recorded(json: JsonObject): string {
  const { status, ...rest } = json;
  const metadata = isJsonObject(rest['metadata']) ? rest['metadata'] : {};
  const annotations = isJsonObject(metadata['annotations']) ? metadata['annotations'] : undefined;
  const { [lastAppliedAnnotation]: _last, ...others } = annotations ?? {};
  return JSON.stringify({ ...rest, metadata: { ...metadata, ...(annotations && { annotations: others }) } });
}

/** An object's JSON that keeps `text` as what was applied last. */
export function withLastApplied(json: JsonObject, text: string): JsonObject {
  const metadata = isJsonObject(json['metadata']) ? json['metadata'] : {};
  const annotations = isJsonObject(metadata['annotations']) ? metadata['annotations'] : {};
  return {
    ...json,
    metadata: { ...metadata, annotations: { ...annotations, [lastAppliedAnnotation]: text } },
  };
}

/** What was applied last; nothing when it was never kept. Throws BadRequest when it is not JSON. */
export function parseLastApplied(text: string | undefined): JsonObject {
  if (text === undefined) return {};
  try {
    const json: unknown = JSON.parse(text);
    return isJsonObject(json) ? json : {};
  } catch (error) {
    throw new OrcError(
      'BadRequest',
      `metadata.annotations[${lastAppliedAnnotation}]: is not valid JSON: remove the annotation`,
      {},
      { cause: error },
    );
  }
}
