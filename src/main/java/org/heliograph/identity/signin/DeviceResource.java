package org.heliograph.identity.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.client.DeviceCookie;
import org.heliograph.identity.device.Device;
import org.heliograph.identity.device.DeviceService;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code /api/auth/devices}: the known devices of the caller's account. */
@Path("auth/devices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class DeviceResource {
    @Inject
    private DeviceService devices;

    @Inject
    private RefreshTokenService refreshTokens;

    @Inject
    private CurrentCaller caller;

    @Inject
    private DeviceCookie cookie;

    @Inject
    private HttpServletRequest http;

    @Operation(summary = "The devices from which the caller's account has signed in, the last used first")
    @APIResponse(responseCode = "200", ref = "Devices")
    @GET
    public JsonObject list() {
        String account = caller.get().userId();
        Optional<String> current = devices.find(account, cookie.read(http));
        JsonArrayBuilder rows = JsonText.array();
        devices.list(account).forEach(device -> rows.add(row(device, current)));
        return Envelope.of(rows.build());
    }

    @Audited(AuditAction.DEVICE_REMOVE)
    @Operation(summary = "Forget a device and end the sessions that began on it")
    @APIResponse(responseCode = "200", ref = "Empty")
    @DELETE
    @Path("{id}")
    public JsonObject delete(@PathParam("id") String id) {
        if (!refreshTokens.endDevice(caller.get().userId(), id)) {
            throw ApiException.notFound("There is no such device.");
        }
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObject row(Device device, Optional<String> current) {
        return JsonText.object()
                .add("id", device.getId())
                .add("name", device.getName())
                .add("current", current.filter(device.getId()::equals).isPresent())
                .add("created_at", Timestamps.format(device.getCreatedAt()))
                .add("last_used_at", Timestamps.format(device.getLastUsedAt()))
                .build();
    }
}
