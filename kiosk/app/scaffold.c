/* scaffold */ typedef int app_scaffold;
