package org.heliograph.web.body;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import org.eclipse.microprofile.config.ConfigProvider;
import org.heliograph.settings.Configuration;

/** Puts {@link BodyBufferHandler} before the servlets. Undertow finds it as a service; Payara does not know of it. */
public final class UndertowBodyExtension implements ServletExtension {
    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        ClassLoader loader = UndertowBodyExtension.class.getClassLoader();
        Configuration configuration =
                new Configuration(name -> ConfigProvider.getConfig(loader).getOptionalValue(name, String.class));
        BodyMemory memory = new BodyMemory(configuration);
        deployment.addInitialHandlerChainWrapper(next -> new BodyBufferHandler(next, memory));
    }
}
