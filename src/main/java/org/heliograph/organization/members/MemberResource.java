package org.heliograph.organization.members;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.json.JsonText;
import org.heliograph.mail.EmailAddress;
import org.heliograph.organization.Membership;
import org.heliograph.organization.MembershipListener;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.organization.Role;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.ListPage;

/** {@code /api/members}: the members of an organisation and its pending invitations. */
@Path("members")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations")
public class MemberResource {
    private static final int MAX_ID_LENGTH = 64;

    /** What a cursor of the list names. */
    private static final String MEMBER = "member";

    private static final String INVITATION = "invitation";

    record AddMemberRequest(
            @NotBlank @Size(max = MAX_ID_LENGTH) String orgId,

            @NotBlank @Size(max = EmailAddress.MAX_LENGTH) @EmailAddress
            String email,

            @NotNull Role role) {}

    record ChangeMemberRequest(@NotNull Role role) {}

    @Inject
    private MemberService members;

    @Inject
    private InvitationService invitations;

    @Inject
    private InvitationMailer invitationMailer;

    @Inject
    private InvitationResponse invitationResponse;

    @Inject
    private OrganizationAccess access;

    @Inject
    private EventLog log;

    @Inject
    private CurrentCaller caller;

    @Operation(summary = "Members and pending invitations of an organisation")
    @APIResponse(responseCode = "200", ref = "Members")
    @GET
    public Response list(@QueryParam("org_id") String orgId, @Context UriInfo uri) {
        access.requireMember(caller.get(), required(orgId));
        LogPosition position = log.end(MembershipListener.topic(orgId));
        ListPage page = ListPage.of(uri);
        return page.respond(rows(orgId, page), Envelope::of, position);
    }

    /** The members by address, and after them the pending invitations by address. */
    private ListPage.Rows<JsonObject> rows(String orgId, ListPage page) {
        List<JsonObject> rows = new ArrayList<>();
        String kind = page.after(0, 2).orElse(MEMBER);
        String email = page.after(1, 2).orElse("");
        if (kind.equals(MEMBER)) {
            members.list(orgId, email, page.readLimit()).forEach(membership -> rows.add(row(membership)));
        }
        int left = page.readLimit() - rows.size();
        if (left > 0) {
            invitations
                    .pending(orgId, kind.equals(MEMBER) ? "" : email, left)
                    .forEach(invitation -> rows.add(row(invitation)));
        }
        return new ListPage.Rows<>(
                rows,
                row -> List.of(row.containsKey("invitation_id") ? INVITATION : MEMBER, row.getString("email")),
                row -> row);
    }

    @Audited(AuditAction.MEMBER_ADD)
    @Operation(summary = "Invite an address, with or without an account; the only response that shows the link")
    @APIResponse(responseCode = "201", ref = "Member")
    @POST
    public Response add(AddMemberRequest request, @Context UriInfo uri) {
        Caller inviter = caller.get();
        Invitation invitation =
                invitations.prepare(request.orgId(), Account.normalized(request.email()), request.role(), inviter);
        String organization = members.requireInvitable(invitation, inviter);
        // first: an invitation whose mail was not taken is not stored, and replaces none
        invitationMailer.send(invitation, organization, uri, AuditAction.MEMBER_ADD);
        members.invite(invitation, inviter);
        return Response.status(Response.Status.CREATED)
                .entity(Envelope.of(invitationResponse.of(invitation, uri)))
                .build();
    }

    @Audited(AuditAction.MEMBER_UPDATE)
    @Operation(summary = "Change the role of a member")
    @APIResponse(responseCode = "200", ref = "Member")
    @PATCH
    @Path("{account}")
    public JsonObject change(
            @PathParam("account") String accountId, @QueryParam("org_id") String orgId, ChangeMemberRequest request) {
        MemberService.Change change = members.change(required(orgId), accountId, request.role(), caller.get());
        JsonObjectBuilder row = JsonText.object(row(change.membership()));
        return Envelope.of(
                change.left().map(left -> left.addTo(row)).orElse(row).build());
    }

    @Audited(AuditAction.MEMBER_REMOVE)
    @Operation(summary = "Remove a member, end their invitations, and list the auth keys that they made")
    @APIResponse(responseCode = "200", ref = "Departure")
    @DELETE
    @Path("{account}")
    public JsonObject remove(@PathParam("account") String accountId, @QueryParam("org_id") String orgId) {
        return Envelope.of(
                members.remove(required(orgId), accountId, caller.get()).json());
    }

    @Audited(AuditAction.INVITATION_REVOKE)
    @Operation(summary = "Revoke an invitation")
    @APIResponse(responseCode = "200", ref = "Empty")
    @DELETE
    @Path("invitations/{id}")
    public JsonObject revoke(@PathParam("id") String id, @QueryParam("org_id") String orgId) {
        invitations.revoke(required(orgId), id, caller.get());
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static String required(String orgId) {
        if (orgId == null || orgId.isBlank()) {
            throw new ApiException(400, "MISSING_FIELDS", "The parameter org_id is missing.");
        }
        return orgId;
    }

    private static JsonObject row(Membership membership) {
        return JsonText.object()
                .add("account_id", membership.getAccountId())
                .add("email", membership.getAccount().getEmail())
                .add("name", membership.getAccount().getName())
                .add("role", membership.getRole().text())
                .add("created_at", Timestamps.format(membership.getCreatedAt()))
                .build();
    }

    private static JsonObject row(Invitation invitation) {
        return JsonText.object()
                .add("invitation_id", invitation.getId())
                .add("email", invitation.getEmail())
                .add("role", invitation.getRole().text())
                .add("expires_at", Timestamps.format(invitation.getExpiresAt()))
                .add("pending", true)
                .build();
    }
}
