/* scaffold */ typedef int platform_scaffold;
