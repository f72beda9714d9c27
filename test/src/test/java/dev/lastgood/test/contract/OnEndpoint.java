package dev.lastgood.test.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Where a property names an endpoint: says which cases it refused, which is no failure, removes
 * what the cases made, and writes a report. Without the property it does nothing.
 */
public final class OnEndpoint
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private static final Path REPORT = Path.of("target", "contract-endpoint.txt");
  private static final Namespace ALL = Namespace.create(OnEndpoint.class);

  private final Refused refused;

  /** Of the endpoint that is named. */
  public OnEndpoint() {
    this(Refused.OF_THIS_RUN);
  }

  OnEndpoint(Refused refused) {
    this.refused = refused;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (Endpoint.url().isPresent()) {
      run(context);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    refused.begin();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (Endpoint.url().isPresent() && context.getExecutionException().isEmpty()) {
      run(context).cases().held();
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    judge(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    judge(context, failure);
  }

  /** What cannot be removed of a case that was refused adds nothing to that. */
  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    boolean wasRefused =
        context.getExecutionException().isPresent() && !refused.operations().isEmpty();
    if (Endpoint.url().isEmpty() || !wasRefused) {
      judge(context, failure);
    }
  }

  private void judge(ExtensionContext context, Throwable failure) throws Throwable {
    if (Endpoint.url().isEmpty()) {
      throw failure;
    }
    String name = name(context);
    if (failure instanceof NotAskedException notAsked) {
      run(context).cases().notAsked(name, notAsked.getMessage());
      throw failure;
    }
    if (refused.operations().isEmpty()) {
      run(context)
          .cases()
          .failed(name, String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
      throw failure;
    }
    String operations = String.join(", ", refused.operations());
    run(context).cases().refused(name, operations);
    throw new TestAbortedException("The endpoint does not provide " + operations + ".", failure);
  }

  private static String name(ExtensionContext context) {
    String parent = context.getParent().map(ExtensionContext::getDisplayName).orElse("");
    return context.getRequiredTestClass().getSimpleName()
        + ", "
        + (parent.isEmpty() ? "" : parent + ": ")
        + context.getDisplayName();
  }

  /** One for all classes of a run; closed when the last of them is done. */
  private static Run run(ExtensionContext context) {
    return context.getRoot().getStore(ALL).getOrComputeIfAbsent("run", _ -> new Run(), Run.class);
  }

  private static final class Run implements AutoCloseable {
    private final Cases cases = new Cases();

    private Cases cases() {
      return cases;
    }

    @Override
    public void close() {
      Endpoint.named().ifPresent(Endpoint::removeAll);
      String report = cases.report(Endpoint.url().orElseThrow());
      try {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
      System.out.println(report);
    }
  }
}
