/** What an index has of a section: it is read as it was written. */
export const searchOptions = { fields: ["title", "text"], storeFields: ["title"], idField: "file" };
