export * from "./types/auth.js";
