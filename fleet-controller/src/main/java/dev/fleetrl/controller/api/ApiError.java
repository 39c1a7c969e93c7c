package dev.fleetrl.controller.api;

/** A request that cannot be met; the message is one line that says what to do. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private ApiError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, message);
    }

    static ApiError forbidden(String message) {
        return new ApiError(403, message);
    }

    static ApiError notFound(String message) {
        return new ApiError(404, message);
    }

    static ApiError conflict(String message) {
        return new ApiError(409, message);
    }

    int status() {
        return status;
    }
}
