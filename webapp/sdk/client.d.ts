export * from "./types/client.js";
