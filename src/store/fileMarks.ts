/** What recordings are known by, without opening any. */

/** `application_id` of the database: 'ESCP' */
export const APPLICATION_ID = 0x45534350;
export const EXTENSION = '.escope';
