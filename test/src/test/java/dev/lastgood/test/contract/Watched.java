package dev.lastgood.test.contract;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * A client that passes everything on, and notes what its endpoint refuses as not provided.
 *
 * @param real what it passes everything on to
 * @param refused takes the notes
 * @param answered told of each request that was answered without an error
 */
record Watched(Object real, Refused refused, Consumer<Object> answered)
    implements InvocationHandler {
  static <C> C client(Class<C> type, C real, Refused refused, Consumer<Object> answered) {
    return type.cast(
        Proxy.newProxyInstance(
            Watched.class.getClassLoader(),
            new Class<?>[] {type},
            new Watched(real, refused, answered)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    boolean hasArguments = arguments != null && arguments.length > 0;
    if (hasArguments && arguments[0] instanceof Consumer<?>) {
      // It makes a request of it, and comes again with that.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    Object answer;
    try {
      answer = method.invoke(real, arguments);
    } catch (InvocationTargetException thrown) {
      refused.note(method.getName(), thrown.getCause());
      throw thrown.getCause();
    }
    if (hasArguments) {
      answered.accept(arguments[0]);
    }
    return answer;
  }
}
