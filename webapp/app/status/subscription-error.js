import { errorMessage, t } from "../words.js";

/** Why a subscription could not be changed, in the language of the reader where it is up to him. @param {any} error */
export function subscriptionError(error) {
  switch (error?.status) {
    case 400:
      return t("Enter an email address.");
    case 404:
      return t("This link has expired. Subscribe again on the status page.");
    case 429:
      return t("Too many attempts. Try again later.");
    default:
      return errorMessage(error);
  }
}
