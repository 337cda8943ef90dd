/* scaffold */ typedef int content_scaffold;
