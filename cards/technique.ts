/** MITRE ATT&CK technique every card speaks of (version 1.4 of the technique, attack.mitre.org). */
export const technique = { id: 'T1071.002', name: 'File Transfer Protocols' } as const;
