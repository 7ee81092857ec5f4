// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/grpc/reflection/v1/reflection.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';

/** A question; one field beside the host is set. */
export interface ServerReflectionRequest extends Message {
  /** The server's name, as the client sees it. */
  readonly host: string;
  /** Asks for a file. */
  readonly fileByFilename?: string;
  /** Asks for the file that defines a message, enum, service, method or field. */
  readonly fileContainingSymbol?: string;
  /** Asks for the file that defines an extension. */
  readonly fileContainingExtension?: ExtensionRequest;
  /** Asks for the numbers of a message's extensions. */
  readonly allExtensionNumbersOfType?: string;
  /** Asks for the services. */
  readonly listServices?: string;
}

let emptyServerReflectionRequest: ServerReflectionRequest | undefined;

export const ServerReflectionRequest: MessageType<ServerReflectionRequest> = {
  name: 'grpc.reflection.v1.ServerReflectionRequest',
  schema: {
    doc: "A question; one field beside the host is set.",
    fields: [
      { name: "host", number: 1, doc: "The server's name, as the client sees it.", type: "string" },
      { name: "fileByFilename", number: 3, doc: "Asks for a file.", type: "string" },
      { name: "fileContainingSymbol", number: 4, doc: "Asks for the file that defines a message, enum, service, method or field.", type: "string" },
      { name: "fileContainingExtension", number: 5, doc: "Asks for the file that defines an extension.", type: "message", message: () => ExtensionRequest },
      { name: "allExtensionNumbersOfType", number: 6, doc: "Asks for the numbers of a message's extensions.", type: "string" },
      { name: "listServices", number: 7, doc: "Asks for the services.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.host !== '') { writer.tag(10); writer.string(message.host); }
    if (message.fileByFilename !== undefined) { writer.tag(26); writer.string(message.fileByFilename); }
    if (message.fileContainingSymbol !== undefined) { writer.tag(34); writer.string(message.fileContainingSymbol); }
    const fileContainingExtensionValue = message.fileContainingExtension;
    if (fileContainingExtensionValue !== undefined) { writer.tag(42); { const start = writer.begin(); ExtensionRequest.encode(fileContainingExtensionValue, writer); writer.end(start); } }
    if (message.allExtensionNumbersOfType !== undefined) { writer.tag(50); writer.string(message.allExtensionNumbersOfType); }
    if (message.listServices !== undefined) { writer.tag(58); writer.string(message.listServices); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyServerReflectionRequest ??= ServerReflectionRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ServerReflectionRequest> = { host: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.host = reader.string();
          break;
        case 26:
          message.fileByFilename = reader.string();
          break;
        case 34:
          message.fileContainingSymbol = reader.string();
          break;
        case 42:
          message.fileContainingExtension = reader.message(ExtensionRequest.decode);
          break;
        case 50:
          message.allExtensionNumbersOfType = reader.string();
          break;
        case 58:
          message.listServices = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Names an extension. */
export interface ExtensionRequest extends Message {
  /** The message that is extended. */
  readonly containingType: string;
  /** The number. */
  readonly extensionNumber: number;
}

let emptyExtensionRequest: ExtensionRequest | undefined;

export const ExtensionRequest: MessageType<ExtensionRequest> = {
  name: 'grpc.reflection.v1.ExtensionRequest',
  schema: {
    doc: "Names an extension.",
    fields: [
      { name: "containingType", number: 1, doc: "The message that is extended.", type: "string" },
      { name: "extensionNumber", number: 2, doc: "The number.", type: "int32" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.containingType !== '') { writer.tag(10); writer.string(message.containingType); }
    if (message.extensionNumber !== 0) { writer.tag(16); writer.signed(message.extensionNumber); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyExtensionRequest ??= ExtensionRequest.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExtensionRequest> = { containingType: '', extensionNumber: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.containingType = reader.string();
          break;
        case 16:
          message.extensionNumber = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** An answer; one field beside host and question is set. */
export interface ServerReflectionResponse extends Message {
  /** The host of the question. */
  readonly validHost: string;
  /** The question. */
  readonly originalRequest?: ServerReflectionRequest;
  /** A file and the files it needs. */
  readonly fileDescriptorResponse?: FileDescriptorResponse;
  /** Numbers of extensions. */
  readonly allExtensionNumbersResponse?: ExtensionNumberResponse;
  /** The services. */
  readonly listServicesResponse?: ListServiceResponse;
  /** Why there is no answer. */
  readonly errorResponse?: ErrorResponse;
}

let emptyServerReflectionResponse: ServerReflectionResponse | undefined;

export const ServerReflectionResponse: MessageType<ServerReflectionResponse> = {
  name: 'grpc.reflection.v1.ServerReflectionResponse',
  schema: {
    doc: "An answer; one field beside host and question is set.",
    fields: [
      { name: "validHost", number: 1, doc: "The host of the question.", type: "string" },
      { name: "originalRequest", number: 2, doc: "The question.", type: "message", message: () => ServerReflectionRequest },
      { name: "fileDescriptorResponse", number: 4, doc: "A file and the files it needs.", type: "message", message: () => FileDescriptorResponse },
      { name: "allExtensionNumbersResponse", number: 5, doc: "Numbers of extensions.", type: "message", message: () => ExtensionNumberResponse },
      { name: "listServicesResponse", number: 6, doc: "The services.", type: "message", message: () => ListServiceResponse },
      { name: "errorResponse", number: 7, doc: "Why there is no answer.", type: "message", message: () => ErrorResponse },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.validHost !== '') { writer.tag(10); writer.string(message.validHost); }
    const originalRequestValue = message.originalRequest;
    if (originalRequestValue !== undefined) { writer.tag(18); { const start = writer.begin(); ServerReflectionRequest.encode(originalRequestValue, writer); writer.end(start); } }
    const fileDescriptorResponseValue = message.fileDescriptorResponse;
    if (fileDescriptorResponseValue !== undefined) { writer.tag(34); { const start = writer.begin(); FileDescriptorResponse.encode(fileDescriptorResponseValue, writer); writer.end(start); } }
    const allExtensionNumbersResponseValue = message.allExtensionNumbersResponse;
    if (allExtensionNumbersResponseValue !== undefined) { writer.tag(42); { const start = writer.begin(); ExtensionNumberResponse.encode(allExtensionNumbersResponseValue, writer); writer.end(start); } }
    const listServicesResponseValue = message.listServicesResponse;
    if (listServicesResponseValue !== undefined) { writer.tag(50); { const start = writer.begin(); ListServiceResponse.encode(listServicesResponseValue, writer); writer.end(start); } }
    const errorResponseValue = message.errorResponse;
    if (errorResponseValue !== undefined) { writer.tag(58); { const start = writer.begin(); ErrorResponse.encode(errorResponseValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyServerReflectionResponse ??= ServerReflectionResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ServerReflectionResponse> = { validHost: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.validHost = reader.string();
          break;
        case 18:
          message.originalRequest = reader.message(ServerReflectionRequest.decode);
          break;
        case 34:
          message.fileDescriptorResponse = reader.message(FileDescriptorResponse.decode);
          break;
        case 42:
          message.allExtensionNumbersResponse = reader.message(ExtensionNumberResponse.decode);
          break;
        case 50:
          message.listServicesResponse = reader.message(ListServiceResponse.decode);
          break;
        case 58:
          message.errorResponse = reader.message(ErrorResponse.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Files. */
export interface FileDescriptorResponse extends Message {
  /** Each a google.protobuf.FileDescriptorProto. */
  readonly fileDescriptorProto: readonly Uint8Array[];
}

let emptyFileDescriptorResponse: FileDescriptorResponse | undefined;

export const FileDescriptorResponse: MessageType<FileDescriptorResponse> = {
  name: 'grpc.reflection.v1.FileDescriptorResponse',
  schema: {
    doc: "Files.",
    fields: [
      { name: "fileDescriptorProto", number: 1, doc: "Each a google.protobuf.FileDescriptorProto.", type: "bytes", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.fileDescriptorProto !== undefined) for (const item of message.fileDescriptorProto) {
      writer.tag(10);
      writer.bytes(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyFileDescriptorResponse ??= FileDescriptorResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<FileDescriptorResponse> = { fileDescriptorProto: [] };
    let fileDescriptorProtoAll: Uint8Array[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (fileDescriptorProtoAll ??= []).push(reader.bytes());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (fileDescriptorProtoAll !== undefined) message.fileDescriptorProto = fileDescriptorProtoAll;
    return message;
  },
};

/** Numbers of extensions. */
export interface ExtensionNumberResponse extends Message {
  /** The message that is extended. */
  readonly baseTypeName: string;
  /** The numbers. */
  readonly extensionNumber: readonly number[];
}

let emptyExtensionNumberResponse: ExtensionNumberResponse | undefined;

export const ExtensionNumberResponse: MessageType<ExtensionNumberResponse> = {
  name: 'grpc.reflection.v1.ExtensionNumberResponse',
  schema: {
    doc: "Numbers of extensions.",
    fields: [
      { name: "baseTypeName", number: 1, doc: "The message that is extended.", type: "string" },
      { name: "extensionNumber", number: 2, doc: "The numbers.", type: "int32", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.baseTypeName !== '') { writer.tag(10); writer.string(message.baseTypeName); }
    if (message.extensionNumber !== undefined) for (const item of message.extensionNumber) {
      writer.tag(16);
      writer.signed(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyExtensionNumberResponse ??= ExtensionNumberResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExtensionNumberResponse> = { baseTypeName: '', extensionNumber: [] };
    let extensionNumberAll: number[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.baseTypeName = reader.string();
          break;
        case 16:
          (extensionNumberAll ??= []).push(reader.signed());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (extensionNumberAll !== undefined) message.extensionNumber = extensionNumberAll;
    return message;
  },
};

/** The services. */
export interface ListServiceResponse extends Message {
  /** Each one. */
  readonly service: readonly ServiceResponse[];
}

let emptyListServiceResponse: ListServiceResponse | undefined;

export const ListServiceResponse: MessageType<ListServiceResponse> = {
  name: 'grpc.reflection.v1.ListServiceResponse',
  schema: {
    doc: "The services.",
    fields: [
      { name: "service", number: 1, doc: "Each one.", type: "message", container: "list", message: () => ServiceResponse },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.service !== undefined) for (const item of message.service) {
      writer.tag(10);
      { const start = writer.begin(); ServiceResponse.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyListServiceResponse ??= ListServiceResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ListServiceResponse> = { service: [] };
    let serviceAll: ServiceResponse[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (serviceAll ??= []).push(reader.message(ServiceResponse.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (serviceAll !== undefined) message.service = serviceAll;
    return message;
  },
};

/** A service. */
export interface ServiceResponse extends Message {
  /** Its full name. */
  readonly name: string;
}

let emptyServiceResponse: ServiceResponse | undefined;

export const ServiceResponse: MessageType<ServiceResponse> = {
  name: 'grpc.reflection.v1.ServiceResponse',
  schema: {
    doc: "A service.",
    fields: [
      { name: "name", number: 1, doc: "Its full name.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.name !== '') { writer.tag(10); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyServiceResponse ??= ServiceResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ServiceResponse> = { name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Why a question has no answer. */
export interface ErrorResponse extends Message {
  /** A status code of gRPC. */
  readonly errorCode: number;
  /** What was wrong. */
  readonly errorMessage: string;
}

let emptyErrorResponse: ErrorResponse | undefined;

export const ErrorResponse: MessageType<ErrorResponse> = {
  name: 'grpc.reflection.v1.ErrorResponse',
  schema: {
    doc: "Why a question has no answer.",
    fields: [
      { name: "errorCode", number: 1, doc: "A status code of gRPC.", type: "int32" },
      { name: "errorMessage", number: 2, doc: "What was wrong.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.errorCode !== 0) { writer.tag(8); writer.signed(message.errorCode); }
    if (message.errorMessage !== '') { writer.tag(18); writer.string(message.errorMessage); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyErrorResponse ??= ErrorResponse.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ErrorResponse> = { errorCode: 0, errorMessage: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.errorCode = reader.signed();
          break;
        case 18:
          message.errorMessage = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Tells what a server serves. */
export const ServerReflectionService = {
  name: 'grpc.reflection.v1.ServerReflection',
  methods: {
    /** Each question is answered in turn. */
    serverReflectionInfo: { path: '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', requestStream: true, responseStream: true, request: ServerReflectionRequest, response: ServerReflectionResponse },
  },
} as const;
