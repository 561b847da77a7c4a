import type { Application } from '../sql/dimensions.ts';

/** Flow applications of the company; ids are invented, names follow QRadar's `Group.Application` form. */
export const applications = {
  other: { id: 1000, name: 'other' },
  web: { id: 1001, name: 'Web.HTTPWeb' },
  secureWeb: { id: 1002, name: 'Web.SecureWeb' },
  dns: { id: 1003, name: 'Misc.domain' },
  mail: { id: 1004, name: 'Mail.SMTP' },
  ftp: { id: 1005, name: 'FileTransfer.FTP' },
  ftpData: { id: 1006, name: 'FileTransfer.FTP-data' },
  tftp: { id: 1007, name: 'FileTransfer.TFTP' },
  smb: { id: 1008, name: 'FileTransfer.SMB' },
  netBios: { id: 1009, name: 'FileTransfer.NetBIOS' },
  remote: { id: 1010, name: 'RemoteAccess.SSH' },
} as const satisfies Record<string, Application>;

const byPort: Readonly<Record<number, Application>> = {
  21: applications.ftp,
  22: applications.remote,
  25: applications.mail,
  53: applications.dns,
  69: applications.tftp,
  80: applications.web,
  139: applications.netBios,
  443: applications.secureWeb,
  445: applications.smb,
  990: applications.ftp,
};

/** The application a flow collector would name for a destination port; `other` where it names none. */
export function applicationOf(port: number | null): Application {
  return (port === null ? undefined : byPort[port]) ?? applications.other;
}
