package org.heliograph.uptime.pulse;

import org.heliograph.rest.ApiException;

/**
 * What a report says by its path, as with Healthchecks: nothing for a pulse, {@code /fail}, {@code /start}, or the exit code of a
 * program.
 *
 * @param exitCode of the program; 0 without one
 */
record ReportKind(Type type, int exitCode) {
    static final ReportKind PULSE = new ReportKind(Type.PULSE, 0);

    private static final int HIGHEST_EXIT_CODE = 255;

    private enum Type {
        PULSE,
        FAILURE,
        START
    }

    /**
     * @param suffix what follows the token and a slash in the path
     * @throws ApiException 400 for an exit code above 255, 404 for what is neither an exit code nor a word
     */
    static ReportKind parse(String suffix) {
        switch (suffix) {
            case "":
                return PULSE;
            case "fail":
                return new ReportKind(Type.FAILURE, 0);
            case "start":
                return new ReportKind(Type.START, 0);
            default:
                if (!suffix.matches("\\d{1,9}")) {
                    throw ApiException.notFound("Not found");
                }
        }
        int code = Integer.parseInt(suffix);
        if (code > HIGHEST_EXIT_CODE) {
            throw ApiException.badRequest("Invalid exit code");
        }
        return code == 0 ? PULSE : new ReportKind(Type.FAILURE, code);
    }

    boolean isFailure() {
        return type == Type.FAILURE;
    }

    /** Whether it says only that the service has begun its work: it is no pulse. */
    boolean isStart() {
        return type == Type.START;
    }

    /** What has failed, if the client does not say. */
    String defaultMessage() {
        return exitCode == 0 ? "" : "Exit code " + exitCode;
    }
}
