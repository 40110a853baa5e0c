/** Where the page begins. A placeholder until the page itself is written. */
export {};
