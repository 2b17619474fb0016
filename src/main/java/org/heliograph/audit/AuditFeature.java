package org.heliograph.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Gives each {@link Audited} resource method the filter that records its failures. */
@Provider
@Dependent
public class AuditFeature implements DynamicFeature {
    @Inject
    private AuditTrail trail;

    @Inject
    private AuditSource source;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Audited act = resource.getResourceMethod().getAnnotation(Audited.class);
        if (act != null) {
            context.register(new AuditFailureFilter(act.value(), trail, source));
        }
    }
}
