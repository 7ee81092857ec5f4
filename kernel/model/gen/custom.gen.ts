// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/orc/custom.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** An object of a kind that a CustomResourceDefinition defines, as it is stored: readable without the definition. */
export interface CustomResource extends Message {
  /** What every object says of itself. */
  readonly metadata?: ObjectMeta;
  /** Everything else but apiVersion and kind, as a JSON object. */
  readonly body: string;
}

let emptyCustomResource: CustomResource | undefined;

export const CustomResource: MessageType<CustomResource> = {
  name: 'orc.v1.CustomResource',
  schema: {
    doc: "An object of a kind that a CustomResourceDefinition defines, as it is stored: readable without the definition.",
    fields: [
      { name: "metadata", number: 1, doc: "What every object says of itself.", type: "message", message: () => ObjectMeta, required: true },
      { name: "body", number: 2, doc: "Everything else but apiVersion and kind, as a JSON object.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const metadataValue = message.metadata;
    if (metadataValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(metadataValue, writer); writer.end(start); } }
    if (message.body !== '') { writer.tag(18); writer.string(message.body); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResource ??= CustomResource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResource> = { body: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.body = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
