/** The parts of qjslib 1.0.6 in use; the package brings no types. */
declare module 'qjslib' {
  /** `openWindow` false switches the console's tab (throws where there is none), true opens a window. */
  type Open = (id: string | number, openWindow: boolean) => void;

  export const QRadar: {
    readonly openOffense: Open;
    readonly openAsset: Open;
    /** Takes the address as part of the URL as it is, and domain 0 always. */
    readonly openAssetForIpAddress: Open;
  };
}
