// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/security.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';

/** With which rights the containers of a pod run; a container's own settings go over them. */
export interface PodSecurityContext extends Message {
  /** The SELinux context. */
  readonly seLinuxOptions?: SELinuxOptions;
  /** The user; the image's when absent. */
  readonly runAsUser?: number;
  /** Whether containers that would run as root are not started. */
  readonly runAsNonRoot?: boolean;
  /** Groups besides the main one. */
  readonly supplementalGroups?: readonly number[];
  /** The group that owns the files of volumes. */
  readonly fsGroup?: number;
  /** The main group; the image's when absent. */
  readonly runAsGroup?: number;
  /** Kernel parameters of the pod's own. */
  readonly sysctls?: readonly Sysctl[];
  /** Settings for Windows. */
  readonly windowsOptions?: WindowsSecurityContextOptions;
  /** When the owner of a volume's files is changed: OnRootMismatch or Always. */
  readonly fsGroupChangePolicy?: string;
  /** Which system calls may be made. */
  readonly seccompProfile?: SeccompProfile;
  /** What AppArmor allows. */
  readonly appArmorProfile?: AppArmorProfile;
  /** Merge (with the image's groups) or Strict (only the groups named here). */
  readonly supplementalGroupsPolicy?: string;
  /** How volumes get their SELinux label: MountOption or Recursive. */
  readonly seLinuxChangePolicy?: string;
}

let emptyPodSecurityContext: PodSecurityContext | undefined;

export const PodSecurityContext: MessageType<PodSecurityContext> = {
  name: 'k8s.io.api.core.v1.PodSecurityContext',
  schema: {
    doc: "With which rights the containers of a pod run; a container's own settings go over them.",
    fields: [
      { name: "seLinuxOptions", number: 1, doc: "The SELinux context.", type: "message", message: () => SELinuxOptions },
      { name: "runAsUser", number: 2, doc: "The user; the image's when absent.", type: "int64", min: 0, max: 2147483647 },
      { name: "runAsNonRoot", number: 3, doc: "Whether containers that would run as root are not started.", type: "bool" },
      { name: "supplementalGroups", number: 4, doc: "Groups besides the main one.", type: "int64", container: "list", min: 0, max: 2147483647 },
      { name: "fsGroup", number: 5, doc: "The group that owns the files of volumes.", type: "int64", min: 0, max: 2147483647 },
      { name: "runAsGroup", number: 6, doc: "The main group; the image's when absent.", type: "int64", min: 0, max: 2147483647 },
      { name: "sysctls", number: 7, doc: "Kernel parameters of the pod's own.", type: "message", container: "list", message: () => Sysctl },
      { name: "windowsOptions", number: 8, doc: "Settings for Windows.", type: "message", message: () => WindowsSecurityContextOptions },
      { name: "fsGroupChangePolicy", number: 9, doc: "When the owner of a volume's files is changed: OnRootMismatch or Always.", type: "string", oneOf: ["OnRootMismatch","Always"] },
      { name: "seccompProfile", number: 10, doc: "Which system calls may be made.", type: "message", message: () => SeccompProfile },
      { name: "appArmorProfile", number: 11, doc: "What AppArmor allows.", type: "message", message: () => AppArmorProfile },
      { name: "supplementalGroupsPolicy", number: 12, doc: "Merge (with the image's groups) or Strict (only the groups named here).", type: "string", oneOf: ["Merge","Strict"] },
      { name: "seLinuxChangePolicy", number: 13, doc: "How volumes get their SELinux label: MountOption or Recursive.", type: "string", oneOf: ["MountOption","Recursive"] },
    ],
    unsupported: ["seLinuxOptions","sysctls","windowsOptions","fsGroupChangePolicy","appArmorProfile","supplementalGroupsPolicy","seLinuxChangePolicy"],
  },
  encode(message, writer) {
    const seLinuxOptionsValue = message.seLinuxOptions;
    if (seLinuxOptionsValue !== undefined) { writer.tag(10); { const start = writer.begin(); SELinuxOptions.encode(seLinuxOptionsValue, writer); writer.end(start); } }
    if (message.runAsUser !== undefined) { writer.tag(16); writer.signed(message.runAsUser); }
    if (message.runAsNonRoot !== undefined) { writer.tag(24); writer.bool(message.runAsNonRoot); }
    if (message.supplementalGroups !== undefined) for (const item of message.supplementalGroups) {
      writer.tag(32);
      writer.signed(item);
    }
    if (message.fsGroup !== undefined) { writer.tag(40); writer.signed(message.fsGroup); }
    if (message.runAsGroup !== undefined) { writer.tag(48); writer.signed(message.runAsGroup); }
    if (message.sysctls !== undefined) for (const item of message.sysctls) {
      writer.tag(58);
      { const start = writer.begin(); Sysctl.encode(item, writer); writer.end(start); }
    }
    const windowsOptionsValue = message.windowsOptions;
    if (windowsOptionsValue !== undefined) { writer.tag(66); { const start = writer.begin(); WindowsSecurityContextOptions.encode(windowsOptionsValue, writer); writer.end(start); } }
    if (message.fsGroupChangePolicy !== undefined) { writer.tag(74); writer.string(message.fsGroupChangePolicy); }
    const seccompProfileValue = message.seccompProfile;
    if (seccompProfileValue !== undefined) { writer.tag(82); { const start = writer.begin(); SeccompProfile.encode(seccompProfileValue, writer); writer.end(start); } }
    const appArmorProfileValue = message.appArmorProfile;
    if (appArmorProfileValue !== undefined) { writer.tag(90); { const start = writer.begin(); AppArmorProfile.encode(appArmorProfileValue, writer); writer.end(start); } }
    if (message.supplementalGroupsPolicy !== undefined) { writer.tag(98); writer.string(message.supplementalGroupsPolicy); }
    if (message.seLinuxChangePolicy !== undefined) { writer.tag(106); writer.string(message.seLinuxChangePolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPodSecurityContext ??= PodSecurityContext.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodSecurityContext> = {  };
    let supplementalGroupsAll: number[] | undefined;
    let sysctlsAll: Sysctl[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.seLinuxOptions = reader.message(SELinuxOptions.decode);
          break;
        case 16:
          message.runAsUser = reader.signed();
          break;
        case 24:
          message.runAsNonRoot = reader.bool();
          break;
        case 32:
          (supplementalGroupsAll ??= []).push(reader.signed());
          break;
        case 40:
          message.fsGroup = reader.signed();
          break;
        case 48:
          message.runAsGroup = reader.signed();
          break;
        case 58:
          (sysctlsAll ??= []).push(reader.message(Sysctl.decode));
          break;
        case 66:
          message.windowsOptions = reader.message(WindowsSecurityContextOptions.decode);
          break;
        case 74:
          message.fsGroupChangePolicy = reader.string();
          break;
        case 82:
          message.seccompProfile = reader.message(SeccompProfile.decode);
          break;
        case 90:
          message.appArmorProfile = reader.message(AppArmorProfile.decode);
          break;
        case 98:
          message.supplementalGroupsPolicy = reader.string();
          break;
        case 106:
          message.seLinuxChangePolicy = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (supplementalGroupsAll !== undefined) message.supplementalGroups = supplementalGroupsAll;
    if (sysctlsAll !== undefined) message.sysctls = sysctlsAll;
    return message;
  },
};

/** With which rights a container runs. */
export interface SecurityContext extends Message {
  /** Capabilities besides or without the usual ones. */
  readonly capabilities?: Capabilities;
  /** Whether it has all rights on the node. */
  readonly privileged?: boolean;
  /** The SELinux context. */
  readonly seLinuxOptions?: SELinuxOptions;
  /** The user; the pod's or the image's when absent. */
  readonly runAsUser?: number;
  /** Whether it is not started when it would run as root. */
  readonly runAsNonRoot?: boolean;
  /** Whether its root file system can't be written. */
  readonly readOnlyRootFilesystem?: boolean;
  /** Whether a process may gain more rights than its parent has. */
  readonly allowPrivilegeEscalation?: boolean;
  /** The main group; the pod's or the image's when absent. */
  readonly runAsGroup?: number;
  /** Default, or Unmasked: all of /proc is seen. */
  readonly procMount?: string;
  /** Settings for Windows. */
  readonly windowsOptions?: WindowsSecurityContextOptions;
  /** Which system calls may be made; goes over the pod's. */
  readonly seccompProfile?: SeccompProfile;
  /** What AppArmor allows; goes over the pod's. */
  readonly appArmorProfile?: AppArmorProfile;
}

let emptySecurityContext: SecurityContext | undefined;

export const SecurityContext: MessageType<SecurityContext> = {
  name: 'k8s.io.api.core.v1.SecurityContext',
  schema: {
    doc: "With which rights a container runs.",
    fields: [
      { name: "capabilities", number: 1, doc: "Capabilities besides or without the usual ones.", type: "message", message: () => Capabilities },
      { name: "privileged", number: 2, doc: "Whether it has all rights on the node.", type: "bool" },
      { name: "seLinuxOptions", number: 3, doc: "The SELinux context.", type: "message", message: () => SELinuxOptions },
      { name: "runAsUser", number: 4, doc: "The user; the pod's or the image's when absent.", type: "int64", min: 0, max: 2147483647 },
      { name: "runAsNonRoot", number: 5, doc: "Whether it is not started when it would run as root.", type: "bool" },
      { name: "readOnlyRootFilesystem", number: 6, doc: "Whether its root file system can't be written.", type: "bool" },
      { name: "allowPrivilegeEscalation", number: 7, doc: "Whether a process may gain more rights than its parent has.", type: "bool" },
      { name: "runAsGroup", number: 8, doc: "The main group; the pod's or the image's when absent.", type: "int64", min: 0, max: 2147483647 },
      { name: "procMount", number: 9, doc: "Default, or Unmasked: all of /proc is seen.", type: "string", oneOf: ["Default","Unmasked"] },
      { name: "windowsOptions", number: 10, doc: "Settings for Windows.", type: "message", message: () => WindowsSecurityContextOptions },
      { name: "seccompProfile", number: 11, doc: "Which system calls may be made; goes over the pod's.", type: "message", message: () => SeccompProfile },
      { name: "appArmorProfile", number: 12, doc: "What AppArmor allows; goes over the pod's.", type: "message", message: () => AppArmorProfile },
    ],
    unsupported: ["seLinuxOptions","procMount","windowsOptions","appArmorProfile"],
  },
  encode(message, writer) {
    const capabilitiesValue = message.capabilities;
    if (capabilitiesValue !== undefined) { writer.tag(10); { const start = writer.begin(); Capabilities.encode(capabilitiesValue, writer); writer.end(start); } }
    if (message.privileged !== undefined) { writer.tag(16); writer.bool(message.privileged); }
    const seLinuxOptionsValue = message.seLinuxOptions;
    if (seLinuxOptionsValue !== undefined) { writer.tag(26); { const start = writer.begin(); SELinuxOptions.encode(seLinuxOptionsValue, writer); writer.end(start); } }
    if (message.runAsUser !== undefined) { writer.tag(32); writer.signed(message.runAsUser); }
    if (message.runAsNonRoot !== undefined) { writer.tag(40); writer.bool(message.runAsNonRoot); }
    if (message.readOnlyRootFilesystem !== undefined) { writer.tag(48); writer.bool(message.readOnlyRootFilesystem); }
    if (message.allowPrivilegeEscalation !== undefined) { writer.tag(56); writer.bool(message.allowPrivilegeEscalation); }
    if (message.runAsGroup !== undefined) { writer.tag(64); writer.signed(message.runAsGroup); }
    if (message.procMount !== undefined) { writer.tag(74); writer.string(message.procMount); }
    const windowsOptionsValue = message.windowsOptions;
    if (windowsOptionsValue !== undefined) { writer.tag(82); { const start = writer.begin(); WindowsSecurityContextOptions.encode(windowsOptionsValue, writer); writer.end(start); } }
    const seccompProfileValue = message.seccompProfile;
    if (seccompProfileValue !== undefined) { writer.tag(90); { const start = writer.begin(); SeccompProfile.encode(seccompProfileValue, writer); writer.end(start); } }
    const appArmorProfileValue = message.appArmorProfile;
    if (appArmorProfileValue !== undefined) { writer.tag(98); { const start = writer.begin(); AppArmorProfile.encode(appArmorProfileValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySecurityContext ??= SecurityContext.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SecurityContext> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.capabilities = reader.message(Capabilities.decode);
          break;
        case 16:
          message.privileged = reader.bool();
          break;
        case 26:
          message.seLinuxOptions = reader.message(SELinuxOptions.decode);
          break;
        case 32:
          message.runAsUser = reader.signed();
          break;
        case 40:
          message.runAsNonRoot = reader.bool();
          break;
        case 48:
          message.readOnlyRootFilesystem = reader.bool();
          break;
        case 56:
          message.allowPrivilegeEscalation = reader.bool();
          break;
        case 64:
          message.runAsGroup = reader.signed();
          break;
        case 74:
          message.procMount = reader.string();
          break;
        case 82:
          message.windowsOptions = reader.message(WindowsSecurityContextOptions.decode);
          break;
        case 90:
          message.seccompProfile = reader.message(SeccompProfile.decode);
          break;
        case 98:
          message.appArmorProfile = reader.message(AppArmorProfile.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Capabilities besides or without the usual ones. */
export interface Capabilities extends Message {
  /** The ones added. */
  readonly add?: readonly string[];
  /** The ones dropped; ALL for all of them. */
  readonly drop?: readonly string[];
}

let emptyCapabilities: Capabilities | undefined;

export const Capabilities: MessageType<Capabilities> = {
  name: 'k8s.io.api.core.v1.Capabilities',
  schema: {
    doc: "Capabilities besides or without the usual ones.",
    fields: [
      { name: "add", number: 1, doc: "The ones added.", type: "string", container: "list" },
      { name: "drop", number: 2, doc: "The ones dropped; ALL for all of them.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.add !== undefined) for (const item of message.add) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.drop !== undefined) for (const item of message.drop) {
      writer.tag(18);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCapabilities ??= Capabilities.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Capabilities> = {  };
    let addAll: string[] | undefined;
    let dropAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (addAll ??= []).push(reader.string());
          break;
        case 18:
          (dropAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (addAll !== undefined) message.add = addAll;
    if (dropAll !== undefined) message.drop = dropAll;
    return message;
  },
};

/** An SELinux context. */
export interface SELinuxOptions extends Message {
  /** The user. */
  readonly user?: string;
  /** The role. */
  readonly role?: string;
  /** The type. */
  readonly type?: string;
  /** The level. */
  readonly level?: string;
}

let emptySELinuxOptions: SELinuxOptions | undefined;

export const SELinuxOptions: MessageType<SELinuxOptions> = {
  name: 'k8s.io.api.core.v1.SELinuxOptions',
  schema: {
    doc: "An SELinux context.",
    fields: [
      { name: "user", number: 1, doc: "The user.", type: "string" },
      { name: "role", number: 2, doc: "The role.", type: "string" },
      { name: "type", number: 3, doc: "The type.", type: "string" },
      { name: "level", number: 4, doc: "The level.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.user !== undefined) { writer.tag(10); writer.string(message.user); }
    if (message.role !== undefined) { writer.tag(18); writer.string(message.role); }
    if (message.type !== undefined) { writer.tag(26); writer.string(message.type); }
    if (message.level !== undefined) { writer.tag(34); writer.string(message.level); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySELinuxOptions ??= SELinuxOptions.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SELinuxOptions> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.user = reader.string();
          break;
        case 18:
          message.role = reader.string();
          break;
        case 26:
          message.type = reader.string();
          break;
        case 34:
          message.level = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which system calls may be made. */
export interface SeccompProfile extends Message {
  /** RuntimeDefault, which is also what holds when nothing is said, or Unconfined. */
  readonly type: string;
  /** A file of the node, for Localhost, which is not supported yet. */
  readonly localhostProfile?: string;
}

let emptySeccompProfile: SeccompProfile | undefined;

export const SeccompProfile: MessageType<SeccompProfile> = {
  name: 'k8s.io.api.core.v1.SeccompProfile',
  schema: {
    doc: "Which system calls may be made.",
    fields: [
      { name: "type", number: 1, doc: "RuntimeDefault, which is also what holds when nothing is said, or Unconfined.", type: "string", required: true, oneOf: ["RuntimeDefault","Unconfined"] },
      { name: "localhostProfile", number: 2, doc: "A file of the node, for Localhost, which is not supported yet.", type: "string" },
    ],
    unsupported: ["localhostProfile"],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    if (message.localhostProfile !== undefined) { writer.tag(18); writer.string(message.localhostProfile); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySeccompProfile ??= SeccompProfile.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SeccompProfile> = { type: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.localhostProfile = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What AppArmor allows. */
export interface AppArmorProfile extends Message {
  /** Localhost (a profile loaded on the node), RuntimeDefault or Unconfined. */
  readonly type: string;
  /** The profile's name, for Localhost. */
  readonly localhostProfile?: string;
}

let emptyAppArmorProfile: AppArmorProfile | undefined;

export const AppArmorProfile: MessageType<AppArmorProfile> = {
  name: 'k8s.io.api.core.v1.AppArmorProfile',
  schema: {
    doc: "What AppArmor allows.",
    fields: [
      { name: "type", number: 1, doc: "Localhost (a profile loaded on the node), RuntimeDefault or Unconfined.", type: "string", required: true, oneOf: ["Localhost","RuntimeDefault","Unconfined"] },
      { name: "localhostProfile", number: 2, doc: "The profile's name, for Localhost.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    if (message.localhostProfile !== undefined) { writer.tag(18); writer.string(message.localhostProfile); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAppArmorProfile ??= AppArmorProfile.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AppArmorProfile> = { type: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.localhostProfile = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A kernel parameter. */
export interface Sysctl extends Message {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

let emptySysctl: Sysctl | undefined;

export const Sysctl: MessageType<Sysctl> = {
  name: 'k8s.io.api.core.v1.Sysctl',
  schema: {
    doc: "A kernel parameter.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string", required: true },
      { name: "value", number: 2, doc: "Its value.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.value); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySysctl ??= Sysctl.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Sysctl> = { name: '', value: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.value = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Settings for Windows. */
export interface WindowsSecurityContextOptions extends Message {
  /** The name of the group managed account. */
  readonly gmsaCredentialSpecName?: string;
  /** The specification of the group managed account. */
  readonly gmsaCredentialSpec?: string;
  /** The user. */
  readonly runAsUserName?: string;
  /** Whether it runs as a process of the host. */
  readonly hostProcess?: boolean;
}

let emptyWindowsSecurityContextOptions: WindowsSecurityContextOptions | undefined;

export const WindowsSecurityContextOptions: MessageType<WindowsSecurityContextOptions> = {
  name: 'k8s.io.api.core.v1.WindowsSecurityContextOptions',
  schema: {
    doc: "Settings for Windows.",
    fields: [
      { name: "gmsaCredentialSpecName", number: 1, doc: "The name of the group managed account.", type: "string" },
      { name: "gmsaCredentialSpec", number: 2, doc: "The specification of the group managed account.", type: "string" },
      { name: "runAsUserName", number: 3, doc: "The user.", type: "string" },
      { name: "hostProcess", number: 4, doc: "Whether it runs as a process of the host.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.gmsaCredentialSpecName !== undefined) { writer.tag(10); writer.string(message.gmsaCredentialSpecName); }
    if (message.gmsaCredentialSpec !== undefined) { writer.tag(18); writer.string(message.gmsaCredentialSpec); }
    if (message.runAsUserName !== undefined) { writer.tag(26); writer.string(message.runAsUserName); }
    if (message.hostProcess !== undefined) { writer.tag(32); writer.bool(message.hostProcess); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyWindowsSecurityContextOptions ??= WindowsSecurityContextOptions.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<WindowsSecurityContextOptions> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.gmsaCredentialSpecName = reader.string();
          break;
        case 18:
          message.gmsaCredentialSpec = reader.string();
          break;
        case 26:
          message.runAsUserName = reader.string();
          break;
        case 32:
          message.hostProcess = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
